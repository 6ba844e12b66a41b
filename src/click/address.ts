import { splitUrl } from './url'

/**
 * Takes `irw_id` out of the address bar without a navigation. Call it late, when routers have taken over the page: before
 * hydration the change is a hydration error, or is reverted (https://github.com/vercel/next.js/issues/91819).
 *
 * @throws Where the browser refuses `replaceState`: a rate limit, a sandbox.
 */
export function cleanAddress(): void {
  const { rest } = splitUrl(location.href)
  if (rest === location.href) return
  const { state } = history
  // The full URL: a relative one is resolved against <base>. The page's own `replaceState`: routers patch it.
  history.replaceState(cleanState(state), '', rest)
  // A Next.js that did not put its mark back would reload the page on Back.
  if (Object(state).__NA && !Object(history.state).__NA) history.replaceState(state, '', rest)
}

/**
 * Routers keep the URL in their history state too, and go back to it. And Next.js takes no notice of a call whose state
 * bears its mark; without it, it adopts the URL and puts the mark back
 * (https://github.com/vercel/next.js/blob/canary/packages/next/src/client/components/app-router.tsx).
 */
function cleanState(state: unknown): unknown {
  if (!state || Object.getPrototypeOf(state) !== Object.prototype) return state
  const { __NA, _N, __PRIVATE_NEXTJS_INTERNALS_TREE, ...copy } = state as Record<string, unknown>
  for (const name of Object.keys(copy)) {
    const value = copy[name]
    if (typeof value === 'string') copy[name] = splitUrl(value).rest
  }
  return copy
}
