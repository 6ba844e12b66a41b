import { addParam } from '../address'
import { NAME } from './mark'

/** A vendor's place for what comes back with its webhook. */
interface Vendor {
  readonly _pages: RegExp
  readonly _mark: '?' | '#'
  readonly _name: string
}

/**
 * Where vendors take it from: Calendly gives back `utm_term` in `tracking`, Typeform hidden fields in `hidden`, Cal.com `metadata`.
 *
 * @see https://cal.com/help/embedding/prefill-booking-form-embed
 * @see https://help.typeform.com/hc/en-us/articles/360050448072-Hidden-fields-explained
 * @see https://developer.calendly.com/api-docs/overview/webhooks
 */
const VENDORS: readonly Vendor[] = [
  { _pages: /^https:\/\/calendly\.com(?:[/?#]|$)/i, _mark: '?', _name: 'utm_term' },
  { _pages: /^https:\/\/(?:[\w-]+\.)+typeform\.(?:com|eu)(?:[/?#]|$)/i, _mark: '#', _name: NAME },
  { _pages: /^https:\/\/(?:[\w-]+\.)*cal\.com(?:[/?#]|$)/i, _mark: '?', _name: `metadata[${NAME}]` },
]

/** Finds the vendor whose page an address is; undefined for anybody else's, who is told nothing. */
export const findVendor = (address: string): Vendor | undefined =>
  VENDORS.find(({ _pages }) => _pages.test(address.trim()))

/**
 * Puts a click into a vendor's address.
 *
 * @param name - The merchant's name for it; empty for the vendor's.
 * @returns The same address where it has one of that name; undefined where it is no vendor's.
 */
export const addToAddress = (address: string, name: string, clickId: string): string | undefined => {
  const vendor = findVendor(address)
  return vendor && addParam(address, vendor._mark, name || vendor._name, clickId)
}

/**
 * Puts a click into the list of hidden fields that Typeform's embed reads, `name=value`, in which commas are escaped.
 *
 * @returns The same list where it has one of that name.
 */
export const addToList = (list: string, name: string, clickId: string): string => {
  const isThere = list.split(',').some((item) => item.split('=')[0]?.trim() === name)
  return isThere ? list : `${list}${list && ','}${name}=${clickId.replace(/,/g, '\\,')}`
}

/**
 * Puts a click into the configuration that Cal.com's embed reads.
 *
 * @returns The same configuration where it has one of that name.
 */
export const addToConfig = (config: string, name: string, clickId: string): string => {
  const values = JSON.parse(config || '{}') as object
  return name in values ? config : JSON.stringify({ ...values, [name]: clickId })
}
