import { afterEach } from 'vitest'
import type { VisitOptions } from '../../../support/unit/page'
import { KEY } from '../../../support/unit/backend'
import { settle } from '../../../support/unit/time'
import { useVendors } from '../vendors/vendor'

/** A shop whose pages have something marked. */
export function useHidden() {
  const shop = useVendors()
  afterEach(() => document.body.replaceChildren())
  return {
    ...shop,
    /** Follows a partner's link to a page with this markup, and gives the click's id. */
    async open(
      html: string,
      settings: Readonly<Record<string, string>> = {},
      options: VisitOptions = {},
    ): Promise<string> {
      document.body.innerHTML = html
      const tag = { 'data-publishable-key': KEY, ...settings }
      const { getClickId } = await shop.land({ edition: 'full', tag, ...options })
      await settle()
      return getClickId() ?? ''
    },
  }
}

/** The first element that a selector finds. */
export function find<Found extends Element = HTMLElement>(selector: string, root: ParentNode = document): Found {
  const found = root.querySelector<Found>(selector)
  if (!found) throw new Error(`There is no ${selector}.`)
  return found
}
