import { attempt } from '../attempt'
import { diagnose } from '../diagnose'
import { whenIdle } from '../idle'
import { splitUrl } from './url'

/** Most changes of the page's address that are looked at. */
const WATCH_MAX = 20

/** By then most servers have answered. */
const SECOND_LOOK_MS = 3e3

let watched = 0

/**
 * Takes `irw_id` out of the address bar without a navigation. Call it late, when routers have taken over the page: before
 * hydration the change is a hydration error, or is reverted (https://github.com/vercel/next.js/issues/91819).
 * A browser may refuse `replaceState`: a rate limit, a sandbox.
 */
export const cleanAddress = (): unknown =>
  attempt(() => {
    const rest = splitUrl(location.href).rest
    if (rest === location.href) return
    const navigation = (window as unknown as { navigation?: EventTarget }).navigation
    // The same listener is added once, however often.
    ;(navigation || window).addEventListener(navigation ? 'currententrychange' : 'click', look, true)
    // The full URL: a relative one is resolved against <base>. The page's own `replaceState`: routers patch it.
    history.replaceState(cleanState(history.state), '', rest)
    diagnose('cleaned', rest)
  })

/**
 * Looks again: some routers hold the landing page's URL in memory, and put it back with their next navigation or refresh
 * (Next.js's, Vue's and React's). Without the Navigation API only the visitor's clicks tell of it, and a server's answer
 * comes after the click: hence the second look.
 */
const look = () => {
  if (watched++ < WATCH_MAX) {
    whenIdle(cleanAddress)
    setTimeout(cleanAddress, SECOND_LOOK_MS)
  }
}

/**
 * Routers keep the URL in their history state too, and go back to it. Next.js's App Router takes no notice of a call whose
 * state bears its mark, `__NA`, so that stays: without it, it would adopt the URL, and give up a navigation that is under
 * way (https://github.com/vercel/next.js/blob/canary/packages/next/src/client/components/app-router-instance.ts).
 */
const cleanState = (state: object | null): object | null => {
  if (state?.constructor !== Object) return state
  const copy = { ...state } as Record<string, unknown>
  for (const name in copy) {
    const value = copy[name]
    if (typeof value === 'string') copy[name] = splitUrl(value).rest
  }
  return copy
}
