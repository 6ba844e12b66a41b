import { findElements } from '../platform/named'
import { callsAtOnce } from './calls'
import { known } from './known'
import { quietly } from './quietly'
import { say } from './voice'

/** How long an app may take to call `init()` after the first call of another function. */
const INIT_MS = 3_000

let isWatched = false

/**
 * Says that there was nobody before the script whom a page could call. What was called then has thrown, and nobody can hear of
 * it any more; inline scripts can be read.
 *
 * @param tag - Absent where npm was first.
 */
export const tellEarly = (tag: HTMLScriptElement | undefined): void => {
  if (listInline().some(callsAtOnce)) say('early-call')
  else if (tag && (tag.async || tag.defer || tag.type === 'module')) say('no-stub')
}

/** Says so if nobody calls `init()`. */
export const watchInit = (): void => {
  if (isWatched) return
  isWatched = true
  setTimeout(() => quietly(() => known.affiliate ?? window.introw?.affiliate?.version ?? say('no-init')), INIT_MS)
}

/** Listens for what the page throws when it means us. */
export const watchErrors = (): void => {
  addEventListener('error', ({ message }) => tellThrown(message))
  addEventListener('unhandledrejection', ({ reason }) => tellThrown(quietly(() => String(reason))))
}

const tellThrown = (message: string | undefined) =>
  quietly(() => /\b(introw|affiliate)\b/.test(message ?? '') && say('page-threw', message ?? ''))

/** What has run: all that stands in the page so far, but for modules. */
const listInline = () =>
  findElements<HTMLScriptElement>('script:not([src])')
    .filter(({ type }) => /^$|javascript$/.test(type))
    .map(({ text }) => text)
