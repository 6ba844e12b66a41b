import type { Click, Link } from './model'
import type { Services } from './services'

/** Logs a click on a partner's link. */
export async function followLink(link: Link, { store, tokens, clock }: Services): Promise<Click> {
  const click = { clickId: await tokens.sign(), code: link.code, campaignId: link.campaignId, at: clock.now() }
  store.addClick(click)
  return click
}

/** Where a click lands: the campaign's destination with `irw_id`, every other byte of it untouched. */
export function landingUrl(destination: string, clickId: string): string {
  const hashAt = destination.indexOf('#')
  const beforeHash = hashAt < 0 ? destination : destination.slice(0, hashAt)
  const hash = hashAt < 0 ? '' : destination.slice(hashAt)
  const joint = !beforeHash.includes('?') ? '?' : /[?&]$/.test(beforeHash) ? '' : '&'
  return `${beforeHash}${joint}irw_id=${encodeURIComponent(clickId)}${hash}`
}
