import { diagnose } from '../../diagnose'
import { lendAttribute, onFollowing } from '../../platform/following'
import { type Change, giveClick, tellChange } from '../given'
import type { Port } from '../port'
import { MARK, NAME } from './mark'
import { addToAddress, addToConfig, addToList } from './vendors'

/** What is read before anybody clicks: not links, and not the fields of forms. */
const EMBEDS = `[${MARK}]:not(input):not(form):not(a)`

/** A form that Typeform's embed puts there, or opens. */
const TYPEFORM = /^data-tf-(live|widget|popup|slider|popover|sidetab)$/

/**
 * Has schedulers and forms of others carry the click, so that their webhook gives it back: marked links as they are followed,
 * marked embeds before the vendor's script reads them. Never over a value that is there; and a frame that is there already is
 * left as it is, since it would be loaded again.
 */
export const carryInEmbeds = (port: Port): void => {
  giveClick(port, EMBEDS, (element, clickId) => {
    const change = toEmbed(element, clickId)
    if (!change) return undefined
    if (isRendered(element)) return diagnose('late', { element }) as undefined
    return tellChange(element, change, clickId)
  })
  onFollowing((element) => {
    const clickId = element.hasAttribute(MARK) ? port.getClickId() : null
    const change = clickId === null ? undefined : toFollowed(element, clickId)
    return change && clickId !== null ? lendAttribute(element, ...tellChange(element, change, clickId)) : undefined
  })
}

const nameOf = (element: Element): string => element.getAttribute(MARK)?.trim() ?? ''

/** What a vendor's script reads of an embed: Calendly `data-url`, Typeform `data-tf-hidden`; whoever loads frames late, `data-src`. */
const toEmbed = (element: Element, clickId: string): Change | undefined => {
  if (element.getAttributeNames().some((name) => TYPEFORM.test(name))) {
    const list = element.getAttribute('data-tf-hidden') ?? ''
    return ['data-tf-hidden', addToList(list, nameOf(element) || NAME, clickId)]
  }
  return toAddress(element, 'data-url', clickId) ?? toAddress(element, 'data-src', clickId)
}

/** What is read as the visitor clicks: a link's address, or what Cal.com's embed opens. */
const toFollowed = (element: Element, clickId: string): Change | undefined => {
  if (!element.hasAttribute('data-cal-link')) return toAddress(element, 'href', clickId)
  const config = element.getAttribute('data-cal-config') ?? ''
  return ['data-cal-config', addToConfig(config, nameOf(element) || `metadata[${NAME}]`, clickId)]
}

const toAddress = (element: Element, name: string, clickId: string): Change | undefined => {
  const address = element.getAttribute(name)
  const carrying = address === null ? undefined : addToAddress(address, nameOf(element), clickId)
  return carrying === undefined ? undefined : [name, carrying]
}

/** Asks whether the vendor has put its frame there: then it has read what it reads. */
const isRendered = (element: Element): boolean =>
  !!element.getAttribute('src') ||
  element.matches('[data-processed],[data-tf-loaded],[data-tf-loading]') ||
  element.querySelector('iframe') !== null
