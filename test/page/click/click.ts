import { cookieWrites, setCookie } from '../../support/unit/browser'
import { daysOf } from '../../support/unit/cookie'
import { SHOP } from '../../support/unit/shop'
import { DAY_MS } from '../../support/unit/time'

export const landing = (id: string) => `${SHOP}?irw_id=${id}`

/** An address that another domain has given a click, first seen some days before, and a moment ago. */
export const handed = (id: string, days = 10, msAgo = 1_000, handedAt = Date.now() - msAgo) =>
  `${SHOP}?x=1&irw_h=${handedAt}.${Date.now() - days * DAY_MS}.${id}`

export const expire = (domain = '; domain=shop.test') =>
  setCookie(`_introw_aff=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT${domain}`)

/** For how many days the last write keeps the cookie, of whole days. */
export const daysWritten = () => {
  const days = daysOf(cookieWrites.at(-1))
  return days === undefined ? undefined : Math.round(days)
}
