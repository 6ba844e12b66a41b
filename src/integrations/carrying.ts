import { diagnose } from '../diagnose'
import { attempt } from '../platform/attempt'
import { lendAttribute, onFollowing } from '../platform/following'
import { findElements } from '../platform/named'
import type { Port } from './port'

/** An attribute's name, and what it says with the click in it: what it says anyway where the click's place is taken. */
export type Change = readonly [name: string, value: string]

/** Says how an element carries a click; undefined where it does not. */
export type ToChange = (element: Element, clickId: string) => Change | undefined

/**
 * Has elements carry the visitor's click for scripts of others that read it later: once the page is read, which is before scripts
 * with `defer` run, when it has loaded, and when the click is another. What was given is taken back with a "no". Without such an element nothing is done.
 */
export const carryForReaders = ({ getClickId, onClick }: Port, selector: string, toChange: ToChange): void => {
  const given = new WeakMap<Element, readonly [clickId: string | null, takeBack: (() => void) | undefined]>()
  const give = (element: Element, clickId: string | null) => {
    const [before = null, takeBack] = given.get(element) ?? []
    if (before === clickId) return
    takeBack?.()
    given.set(element, [clickId, carry(element, clickId, toChange)])
  }
  const look = () => {
    const elements = findElements(selector)
    if (elements.length === 0) return
    const clickId = getClickId()
    for (const element of elements) attempt(() => give(element, clickId))
  }
  // Not in this task: an early `consent(false)` is yet to be heard.
  void Promise.resolve().then(() => attempt(look))
  // An event of `document`, which a listener of `window` hears on its way down.
  addEventListener('readystatechange', () => void attempt(look), true)
  onClick(look)
}

/** Has what a visitor follows carry the click for that moment. */
export const carryWhenFollowed = (
  { getClickId }: Port,
  isCarrier: (element: Element) => boolean,
  toChange: ToChange,
): void => onFollowing((element) => (isCarrier(element) ? carry(element, getClickId(), toChange) : undefined))

const carry = (element: Element, clickId: string | null, toChange: ToChange): (() => void) | undefined => {
  const change = clickId === null ? undefined : toChange(element, clickId)
  if (change) diagnose('carried', { element, change })
  return change && lendAttribute(element, ...change)
}
