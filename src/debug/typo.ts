import { SETTING_NAMES } from './settings'

/** What people write for a setting, further off than a slip. */
const ALIASES = new Map(
  Object.entries({
    key: 'publishable-key',
    apikey: 'publishable-key',
    publickey: 'publishable-key',
    secretkey: 'publishable-key',
    campaignkey: 'publishable-key',
    pk: 'publishable-key',
    host: 'api-host',
    apiurl: 'api-host',
    apibase: 'api-host',
    apibaseurl: 'api-host',
    baseurl: 'api-host',
    endpoint: 'api-host',
    domain: 'cookie-domain',
    days: 'cookie-days',
    cookielifetime: 'cookie-days',
    meetings: 'hubspot-meetings',
    consentrequired: 'consent',
  }),
)

/** Most letters by which a slip differs. */
const SLIP_MAX = 2

/**
 * Finds the setting that was meant by a name that is none; undefined where it is just something else.
 *
 * @param among - The settings that may be meant. Default: the core's.
 */
export const meantBy = (given: string, among: readonly string[] = SETTING_NAMES): string | undefined => {
  const plain = plainOf(given)
  const near = among.find((name) => distance(plain, plainOf(name)) <= (plain.length > 5 ? SLIP_MAX : 0))
  return near ?? ALIASES.get(plain)
}

/** Without what belongs to an attribute, and what is left of an `&` that was written for HTML. */
const plainOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/^(amp;)?(data-)?/, '')
    .replace(/[^a-z]/g, '')

/** Levenshtein's, row by row. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1]
    for (const [index, against] of [...other].entries())
      next.push(
        Math.min((next[index] ?? 0) + 1, (row[index + 1] ?? 0) + 1, (row[index] ?? 0) + Number(letter !== against)),
      )
    row = next
  }
  return row[other.length] ?? 0
}
