import { attempt } from '../platform/attempt'
import { diagnose } from '../diagnose'
import { readNavigation } from '../platform/navigation'
import { isOwnChange, replaceAddress } from './change'
import { readLanding } from './landing'
import { isAddressRemembered, tellTurbo } from './routers'
import { splitUrl } from './url'

/** The first look after a change, and how much later it is for each time that the parameter has been cut. */
const FIRST_LOOK_MS = 150
const FIRST_LOOK_STEP_MS = 100
const FIRST_LOOK_MAX_MS = 3e3

/** The following looks are ever more rare, up to this pause: for a minute. */
const LAST_LOOK_MS = 2e4

/** Events of the Navigation API. */
const CHANGES = ['navigate', 'currententrychange', 'navigatesuccess', 'navigateerror']

/** Where there is none, only what the visitor does tells of a change. */
const HINTS = ['click', 'submit', 'input', 'scroll', 'popstate']

/** Ids that may be cut: what this page has taken, and `undefined` for a parameter that holds none, or none any more. */
const taken = new Set<string | undefined>()

let cuts = 0
let isWaiting = false
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Listens to changes of the address. Call it early on a landing page: where browsers call listeners in their order, only what
 * was there first keeps our own change from routers and analytics. The same listener is added once, however often.
 */
export const watchAddress = (): void => {
  const navigation = readNavigation()
  for (const type of navigation ? CHANGES : HINTS) (navigation ?? window).addEventListener(type, hear, true)
}

/**
 * Takes our parameters out of the address bar without a navigation. Call it late, when routers have taken over the page: before
 * hydration the change is a hydration error, or is reverted (https://github.com/vercel/next.js/issues/91819).
 *
 * @param id - What this page has taken. Any other id stays where it is.
 */
export const cleanAddress = (id: string | undefined): void => {
  taken.add(undefined).add(id)
  clean()
}

const clean = () => {
  attempt(() => {
    const rest = cut(location.href)
    // A change would break off a navigation that a router has intercepted and that is under way.
    if (rest === location.href || readNavigation()?.transition) return
    if (isAddressRemembered()) {
      diagnose('left', {})
      return
    }
    watchAddress()
    replaceAddress(cleanState(history.state), rest)
    tellTurbo(rest)
    cuts++
    look()
    diagnose('cleaned', { rest })
  })
}

/**
 * Some routers hold the landing page's URL in memory, and put it back with their next navigation, refresh or saved state
 * (Next.js's, Vue's, React's, Inertia). What does not bring it back, such as saved scroll positions, costs a look and no more.
 */
const hear = (event: Event) => {
  if (isOwnChange(event)) event.stopImmediatePropagation()
  else look()
}

const look = () => {
  if (isWaiting) return
  isWaiting = true
  lookIn(Math.min(FIRST_LOOK_MS + cuts * FIRST_LOOK_STEP_MS, FIRST_LOOK_MAX_MS))
}

/** A server's answer, with which a router puts the URL back, comes after the click, on a slow network long after: for a minute. */
const lookIn = (delay: number) => {
  clearTimeout(timer)
  timer = setTimeout(() => {
    isWaiting = false
    if (delay < LAST_LOOK_MS) lookIn(delay * 1.5)
    clean()
  }, delay)
}

const cut = (text: string): string => (taken.has(readLanding(text)) ? splitUrl(text).rest : text)

/**
 * Routers keep the URL in their history state too, Inertia in its `page`, and go back to it. Next.js's App Router takes no notice
 * of a state that bears its mark, `__NA`, so that stays: without it, it would adopt the URL, and give up a navigation that is
 * under way (https://github.com/vercel/next.js/blob/canary/packages/next/src/client/components/app-router-instance.ts).
 */
const cleanState = (state: unknown): unknown => {
  if (!isPlainObject(state)) return state
  const clean = (name: string, value: unknown) =>
    typeof value === 'string' ? cut(value) : name === 'page' ? cleanState(value) : value
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, clean(name, value)]))
}

const isPlainObject = (value: unknown): value is object => (value as object | null | undefined)?.constructor === Object
