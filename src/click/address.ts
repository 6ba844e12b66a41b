import { attempt } from '../attempt'
import { diagnose } from '../diagnose'
import { whenIdle } from '../idle'
import { readWindow } from '../platform/named'
import { splitUrl } from './url'

/** Most changes of the page's address that are looked at. */
const LOOKS_MAX = 20

/** By then most servers have answered. */
const SECOND_LOOK_MS = 3e3

let looks = 0

/**
 * Takes `irw_id` out of the address bar without a navigation. Call it late, when routers have taken over the page: before
 * hydration the change is a hydration error, or is reverted (https://github.com/vercel/next.js/issues/91819).
 * A browser may refuse `replaceState`: a rate limit, a sandbox.
 */
export const cleanAddress = (_taken: string | undefined): void => {
  attempt(() => {
    const rest = splitUrl(location.href).rest
    if (rest === location.href) return
    watchAddress()
    // The full URL: a relative one is resolved against <base>. The page's own `replaceState`: routers patch it.
    history.replaceState(cleanState(history.state), '', rest)
    diagnose('cleaned', { rest })
  })
}

/**
 * Some routers hold the landing page's URL in memory, and put it back with their next navigation or refresh (Next.js's, Vue's
 * and React's). Without the Navigation API only the visitor's clicks tell of it. The same listener is added once, however
 * often.
 */
const watchAddress = () => {
  const navigation = readWindow('navigation') as EventTarget | undefined
  if (navigation) navigation.addEventListener('currententrychange', lookAgain)
  else addEventListener('click', lookAgain, true)
}

/** A server's answer comes after the click: hence the second look. */
const lookAgain = () => {
  if (looks++ >= LOOKS_MAX) return
  whenIdle(() => cleanAddress(undefined))
  setTimeout(() => cleanAddress(undefined), SECOND_LOOK_MS)
}

/**
 * Routers keep the URL in their history state too, and go back to it. Next.js's App Router takes no notice of a call whose
 * state bears its mark, `__NA`, so that stays: without it, it would adopt the URL, and give up a navigation that is under
 * way (https://github.com/vercel/next.js/blob/canary/packages/next/src/client/components/app-router-instance.ts).
 */
const cleanState = (state: unknown): unknown => {
  if (!isPlainObject(state)) return state
  const clean = (value: unknown) => (typeof value === 'string' ? splitUrl(value).rest : value)
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, clean(value)]))
}

const isPlainObject = (value: unknown): value is object => (value as object | null | undefined)?.constructor === Object
