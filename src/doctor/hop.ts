import type { Hop } from './redirects'

/** What a redirect is for, in words: `http to https, apex to www`. */
export const describeHop = ({ from, to }: Pick<Hop, 'from' | 'to'>): string => {
  const before = new URL(from)
  const after = new URL(to)
  const changes = [
    before.protocol !== after.protocol && `${nameOf(before.protocol)} to ${nameOf(after.protocol)}`,
    describeHost(before.hostname, after.hostname),
    describePath(before.pathname, after.pathname),
  ].filter((change) => change !== false)
  return changes.join(', ') || 'the same path'
}

const nameOf = (protocol: string) => protocol.slice(0, -1)

const describeHost = (before: string, after: string) => {
  if (before === after) return false
  if (after === `www.${before}`) return 'apex to www'
  return before === `www.${after}` ? 'www to apex' : 'to another host'
}

const describePath = (before: string, after: string) => {
  if (before === after) return false
  if (after === `${before}/` || before === `${after}/`) return 'trailing slash'
  const [, locale, rest] = /^\/([a-z]{2}(?:[-_][a-z]{2})?)(\/.*)?$/i.exec(after) ?? []
  const isBehind = (rest ?? '/').replace(/\/$/, '') === before.replace(/\/$/, '')
  return locale && isBehind ? 'locale' : 'to another path'
}
