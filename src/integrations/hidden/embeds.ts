import { diagnose } from '../../diagnose'
import { markedName } from '../../platform/forms'
import { carryForReaders, carryWhenFollowed, type Change, type ToChange } from '../carrying'
import type { Port } from '../port'
import { MARK, NAME } from './mark'
import { addToAddress, addToConfig, addToList } from './vendors'

/** What is read before anybody clicks: not the fields of forms. */
const EMBEDS = `[${MARK}]:not(input):not(form)`

/** A form that Typeform's embed puts there, or opens. */
const TYPEFORM = /^data-tf-(live|widget|popup|slider|popover|sidetab)$/

/**
 * Has schedulers and forms of others carry the click, so that their webhook gives it back: marked links as they are followed,
 * marked embeds before the vendor's script reads them. Never over a value that is there; and a frame that is there already is
 * left as it is, since it would be loaded again.
 */
export const carryInEmbeds = (port: Port): void => {
  carryForReaders(port, EMBEDS, (element, clickId) => {
    const change = toEmbed(element, clickId)
    return change && isRendered(element) ? (diagnose('late', { element }) as undefined) : change
  })
  carryWhenFollowed(port, (element) => element.hasAttribute(MARK), toFollowed)
}

const nameOf = (element: Element): string => markedName(element, MARK)

/** What a vendor's script reads of an embed: Calendly `data-url`, Typeform `data-tf-hidden`; whoever loads frames late, `data-src`. */
const toEmbed: ToChange = (element, clickId) => {
  if (!element.getAttributeNames().some((name) => TYPEFORM.test(name)))
    return toAddress(element, 'data-url', clickId) ?? toAddress(element, 'data-src', clickId)
  const list = element.getAttribute('data-tf-hidden') ?? ''
  return ['data-tf-hidden', addToList(list, nameOf(element) || NAME, clickId)]
}

/** What is read as the visitor clicks: a link's address, or what Cal.com's embed opens. */
const toFollowed: ToChange = (element, clickId) => {
  if (!element.hasAttribute('data-cal-link')) return toAddress(element, 'href', clickId)
  const config = element.getAttribute('data-cal-config') ?? ''
  return ['data-cal-config', addToConfig(config, nameOf(element) || `metadata[${NAME}]`, clickId)]
}

const toAddress = (element: Element, name: string, clickId: string): Change | undefined => {
  const address = addToAddress(element.getAttribute(name) ?? '', nameOf(element), clickId)
  return address === undefined ? undefined : [name, address]
}

/** Asks whether the vendor has put its frame there: then it has read what it reads. */
const isRendered = (element: Element): boolean =>
  !!element.getAttribute('src') ||
  element.matches('[data-processed],[data-tf-loaded],[data-tf-loading]') ||
  element.querySelector('iframe') !== null
