import './script'
import type { Affiliate, Conversion } from './types'

/**
 * The diagnostic build, `affiliate.debug.js`: the same, and it says on the console what it does. Not for visitors.
 */
const affiliate = globalThis.window?.introw?.affiliate as { -readonly [name in keyof Affiliate]: Affiliate[name] } | undefined

const say = (...words: unknown[]) => console.info('[affiliate.js]', ...words)

if (affiliate) {
  const { track, consent } = affiliate
  say('version', affiliate.version)
  affiliate.ready(() => say('click id', affiliate.getClickId() ?? 'none: no partner link, no cookie, or no consent yet'))
  affiliate.track = async (conversion?: Conversion) => {
    const result = await track(conversion)
    say('track', conversion, result)
    return result
  }
  affiliate.consent = (granted: boolean) => {
    consent(granted)
    say('consent', granted, 'click id', affiliate.getClickId())
  }
} else if (globalThis.window) say('window.introw cannot be set on this page')
