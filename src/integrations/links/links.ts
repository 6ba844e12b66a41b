import { diagnose } from '../../diagnose'
import { attempt } from '../../platform/attempt'
import { listenInTrees } from '../../platform/trees'
import type { Integration } from '../port'
import { createDecorator } from './decorator'
import { readDomains } from './domains'
import { decorateForm } from './form'
import { whenLast } from './last'
import { decorateLink, findLink } from './link'

/**
 * Hands the visitor's click to other domains of the merchant's, in the moment in which a link or a form leads there: the click
 * travels in the address, as `irw_h`, and the address on the page is put back. What no listener sees, such as `window.open()`,
 * has `decorate(url)`. Nothing without a click, before a yes, or within the cookie's own domain.
 *
 * @param domains - `other.com` is also `app.other.com`; a list, or a text with commas or spaces between them. What is no domain
 *   of at least two labels is left out.
 */
export const linkDomains = (domains: string | readonly string[]): Integration => linkListed([String(domains)])

/** The same for what several sources list: what each of them names counts. */
export const linkListed =
  (lists: readonly string[]): Integration =>
  (port) => {
    diagnose('linked', { lists })
    const decorate = createDecorator(port, readDomains(lists))
    port.offer({ decorate: (url) => attempt(() => decorate(url), url) })
    const hearClick = (event: Event) => {
      const link = findLink(event as MouseEvent, event.composedPath())
      if (link) whenLast(event, () => decorateLink(link, decorate))
    }
    for (const type of ['click', 'auxclick'])
      addEventListener(type, (event) => void attempt(() => hearClick(event)), true)
    const hearSubmit = (event: Event) => whenLast(event, () => decorateForm(event as SubmitEvent, decorate))
    listenInTrees('submit', hearSubmit)
  }
