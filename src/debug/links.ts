import { splitUrl } from '../click/url'
import type { Facts } from '../diagnose'
import { isWithin, readDomains, toDomain } from '../integrations/links/domains'
import { readList } from '../settings/words'
import { HANDOVER_PARAM, WAY_MAX_MS } from '../stored/handover'
import { known } from './known'
import { say } from './voice'

/** Of clicks that go to another domain of the merchant's, and of those that come from there. */
export const links = {
  linked({ lists }: Facts['linked']) {
    known.linkDomains = readDomains(lists)
    for (const item of lists.flatMap(readList)) if (!toDomain(item)) say('link-domain-odd', item)
    if (known.linkDomains.length === 0) say('link-domains-none')
  },
  handed: ({ host }: Facts['handed']) => say('link-handed', host),
}

/** Tells of listed domains that have the cookie themselves. */
export const lookAtLinkDomains = (): void => {
  const cookieDomain = known.affiliate?.debug?.().cookieDomain ?? location.hostname
  for (const domain of known.linkDomains ?? [])
    if (isWithin(domain, cookieDomain)) say('link-domain-own', domain, cookieDomain)
}

/** Asks whether an address that this page may have its click from holds it as handed over. */
export const isHanded = (id: string): boolean =>
  [location.href, performance.getEntriesByType('navigation')[0]?.name ?? '', document.referrer].some((url) => {
    const found = splitUrl(url)
    return found.id === id && found.times !== undefined
  })

/** Tells why a click that was handed over is none. */
export const tellHandover = (startedAt: number): void => {
  const { id, times } = splitUrl(location.href)
  if (!location.href.includes(`${HANDOVER_PARAM}=`)) return
  if (!times || id === undefined) say('handover-odd')
  else if (times[1] > times[0]) say('handover-odd')
  else if (times[0] > startedAt) say('handover-future')
  else if (startedAt - times[0] > WAY_MAX_MS) say('handover-expired', Math.round((startedAt - times[0]) / 60e3))
}
