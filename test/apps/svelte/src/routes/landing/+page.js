import { browser } from '$app/environment'

/** Depends on the query, so that it runs whenever the router takes the address for another. */
export function load({ url }) {
  if (browser) window.loads = (window.loads ?? 0) + 1
  return { plan: url.searchParams.get('plan'), query: url.search }
}
