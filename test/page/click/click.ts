import { cookieWrites, setCookie } from '../../support/unit/browser'
import { SHOP } from '../../support/unit/shop'
import { DAY_MS } from '../../support/unit/time'

export const landing = (id: string) => `${SHOP}?irw_id=${id}`

export const expire = (domain = '; domain=shop.test') =>
  setCookie(`_introw_aff=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT${domain}`)

/** For how many days the last write keeps the cookie. */
export const daysWritten = () => {
  const expires = /expires=([^;]+)/i.exec(cookieWrites.at(-1) ?? '')?.[1]
  return expires === undefined ? undefined : Math.round((Date.parse(expires) - Date.now()) / DAY_MS)
}
