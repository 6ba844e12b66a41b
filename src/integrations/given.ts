import { diagnose } from '../diagnose'
import { attempt } from '../platform/attempt'
import { lendAttribute } from '../platform/following'
import { findElements } from '../platform/named'
import type { Port } from './port'

/** An attribute's name, and what it is to say. */
export type Change = readonly [name: string, value: string]

/**
 * Gives elements of the page an attribute with the visitor's click in it, for scripts of others that read it later: while the page
 * is read, when it has loaded, and when the click is another. What was given is taken back with a "no". Without such an element
 * nothing is done.
 *
 * @param toChange - Says what an element is to have for a click; undefined for none.
 */
export const giveClick = (
  { getClickId, onClick }: Port,
  selector: string,
  toChange: (element: Element, clickId: string) => Change | undefined,
): void => {
  const given = new WeakMap<Element, readonly [clickId: string, takeBack: () => void]>()
  const give = (element: Element, clickId: string | null) => {
    const [before, takeBack] = given.get(element) ?? []
    if (before === clickId) return
    takeBack?.()
    given.delete(element)
    const change = clickId === null ? undefined : toChange(element, clickId)
    if (change && clickId !== null) given.set(element, [clickId, lendAttribute(element, ...change)])
  }
  const look = () => {
    const elements = findElements(selector)
    if (elements.length === 0) return
    const clickId = getClickId()
    for (const element of elements) attempt(() => give(element, clickId))
  }
  // Not in this task: an early `consent(false)` is yet to be heard.
  void Promise.resolve().then(() => attempt(look))
  for (const moment of ['DOMContentLoaded', 'load']) addEventListener(moment, () => void attempt(look))
  onClick(look)
}

/** Tells of a change that carries the click; of one that changes nothing, since a value was there. */
export const tellChange = (element: Element, change: Change, clickId: string): Change => {
  const [name, value] = change
  if (element.getAttribute(name) === value) diagnose('taken', { element })
  else diagnose('carried', { element, clickId })
  return change
}
