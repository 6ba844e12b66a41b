import { CONVERSIONS_PATH } from '../conversion/api'

/** Beginnings of the API's path that a proxy of the merchant's hardly has for its own. */
const DOUBLED = [CONVERSIONS_PATH, '/api/v1/affiliate', '/api/v1']

/**
 * What an API host should be: a path of the API's own is added to it, and would be there twice.
 *
 * @param host - As it was read: without slashes at its end.
 * @returns Undefined where nothing is wrong.
 */
export const withoutPath = (host: string): string | undefined => {
  const { hostname, pathname, origin } = new URL(host)
  if (/(^|\.)introw\.io$/.test(hostname)) return pathname === '/' ? undefined : origin
  const path = DOUBLED.find((end) => host.toLowerCase().endsWith(end))
  return path && host.slice(0, -path.length)
}
