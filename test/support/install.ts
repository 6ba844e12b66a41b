import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Window } from 'happy-dom'
import type { Affiliate } from '../../src/types.ts'
import { ROOT } from './package.ts'

/** The landing page of a click. */
const LANDING = 'https://www.shop.com/?irw_id=aff_landing'

export interface Installed {
  readonly affiliate: Affiliate | undefined
  readonly cookie: string
}

/**
 * Puts HTML into the head of a landing page, runs its scripts, and hands the page over. Any script called `affiliate.js`,
 * or as an edition of it, is the built one, and comes last, as what is `async` does.
 *
 * @param html - What a merchant pastes.
 * @param navigator - What this visitor's browser says of itself.
 */
export async function install<R>(
  html: string,
  navigator: object,
  look: (page: Installed) => R | Promise<R>,
): Promise<R> {
  const window = new Window({ url: LANDING, settings: { suppressInsecureJavaScriptEnvironmentWarning: true } })
  const { document } = window
  try {
    Object.assign(window.navigator, navigator)
    document.write(`<!doctype html><html><head>${html}</head><body></body></html>`)
    const scripts = [...document.querySelectorAll('script')]
    // Not by happy-dom itself, where `this` of a script is not the window.
    for (const script of scripts) if (!script.src) window.eval(script.textContent)
    for (const script of scripts) {
      const file = /\/(affiliate(\.debug|\.full)?\.js)(\?|$)/.exec(script.src)?.[1]
      Object.defineProperty(document, 'currentScript', { configurable: true, value: script })
      if (file) window.eval(readFileSync(join(ROOT, 'dist', file), 'utf8'))
    }
    // The cookie is there by the end of the task, and not before.
    await setImmediate()
    const { introw } = window as unknown as { introw?: { affiliate?: Affiliate } }
    return await look({ affiliate: introw?.affiliate, cookie: document.cookie })
  } finally {
    await window.happyDOM.close()
  }
}
