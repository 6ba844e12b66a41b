import type { Tab } from './engine.ts'
import { poll } from './poll.ts'
import { hasLoaded } from './tab.ts'

declare global {
  interface Window {
    /** Whether the back/forward cache has given this page; see `PERSISTENCE`. */
    persisted?: boolean
  }
}

/** A page with this knows whether the back/forward cache has given it. */
export const PERSISTENCE =
  '<script>addEventListener("pageshow", (event) => { window.persisted = event.persisted })</script>'

/**
 * Goes back until the back/forward cache gives the page, or forward. A browser keeps pages as it likes, and a busy one may drop
 * one: then it is asked again. A page that may not be kept is never given.
 *
 * @param prepare - Does again, in a page that is a new one, what the page that was left had done.
 */
export async function stepToRestored(
  tab: Tab,
  step: 'back' | 'forward' = 'back',
  prepare?: () => Promise<unknown>,
): Promise<void> {
  const away = step === 'back' ? 'forward' : 'back'
  await tab.waitFor(hasLoaded)
  await tab[step]()
  await poll(`a page that the back/forward cache gives on ${step}`, async () => {
    if (await tab.evaluate(() => window.persisted === true)) return true
    await tab.waitFor(hasLoaded)
    await prepare?.()
    await tab[away]()
    await tab.waitFor(hasLoaded)
    await tab[step]()
    return false
  })
}
