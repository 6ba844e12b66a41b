import { diagnose } from '../../diagnose'
import { readDocument } from '../../platform/named'
import { readSetting } from '../../settings/resolve'
import { addHandover } from '../../stored/handover'
import type { ClickRecord } from '../../stored/state'
import { readState, RECORD_AREA } from '../../stored/store'
import type { Port } from '../port'
import { findListed, isWithin, parseUrl } from './domains'

const DAY_MS = 864e5

/** Adds the visitor's click to an address, where that is one of these domains; else gives back what it was given. */
export type Decorate = (url: string) => string

export const createDecorator =
  (port: Port, domains: readonly string[]): Decorate =>
  (url) => {
    // In a page it may be anything.
    const parsed = typeof url === 'string' ? parseUrl(url, readDocument('baseURI')) : undefined
    const host = findListed(parsed, domains)
    const click = host === undefined ? undefined : readClick(port)
    if (!parsed || host === undefined || !click || isOwn(host, click, domains)) return url
    // Browsers leave out spaces at the end, which would stand before the parameter now; and a fragment alone keeps the base's query.
    const decorated = addHandover(/^[\0- ]*(#|$)|[\0- ]$/.test(url) ? parsed.href : url, click, Date.now())
    diagnose('handed', { host })
    return decorated
  }

/** Of a cookie without a record nobody knows how old it is, so that it has a day. */
const readClick = ({ getClickId }: Port): ClickRecord | undefined => {
  const id = getClickId()
  if (id === null) return undefined
  const { click } = readState(RECORD_AREA)
  return click?.id === id ? click : { id, firstSeenAt: Date.now() - (readSetting('cookie-days') - 1) * DAY_MS }
}

/** Where the cookie is, the click is. If a server has set it, it is on the domains of this very page, for all that is known. */
const isOwn = (host: string, { cookieDomain }: ClickRecord, domains: readonly string[]): boolean =>
  host === location.hostname ||
  (cookieDomain === undefined
    ? domains.some((domain) => isWithin(host, domain) && isWithin(location.hostname, domain))
    : isWithin(host, cookieDomain))
