import { CLICK_PARAM } from '../click/id'
import { splitUrl } from '../click/url'

/** Stands for a click id on its way: of mixed case, and with each kind of character that an id may have unescaped. */
export const PROBE = 'introw-doctor_Probe.0'

/** What has become of it in an address. */
export type Fate = 'kept' | 'dropped' | 'changed'

/** Puts the probe into an address as a partner's link does; a click id that is there makes room. */
export const withProbe = (address: URL): URL => {
  const { rest } = splitUrl(address.href)
  const [, before = '', hash = ''] = /^([^#]*)(#[^]*)?$/.exec(rest) ?? []
  return new URL(`${before}${before.includes('?') ? '&' : '?'}${CLICK_PARAM}=${PROBE}${hash}`)
}

/** The address without it, for people to read. */
export const withoutProbe = (address: string): string => splitUrl(address).rest

/** @param click - What was put into it. */
export const fateIn = (address: string, click = PROBE): Fate => {
  const { id } = splitUrl(address)
  if (id === click) return 'kept'
  return id === undefined ? 'dropped' : 'changed'
}

/** A partner's link puts a click of its own into where it leads (`/r/{code}`). */
export const isPartnerLink = ({ pathname }: URL): boolean => /^\/r\/[^/]+\/?$/.test(pathname)
