import { ANSWER_MS, createResult } from './conversion/result'
import { diagnose } from './diagnose'
import { drain, type EarlyCall } from './page/early'
import { findInstance, publish, VERSION } from './page/instance'
import { createOptionsSource } from './settings/source'
import { INSTANCE, type Instance } from './page/affiliate'
import type { Integration } from './integrations/port'
import type { Options } from './options'
import { attempt } from './platform/attempt'
import { toFields } from './platform/fields'
import type { Affiliate, Conversion, ConversionResult } from './types'

export type {
  Affiliate,
  Conversion,
  ConversionAnswer,
  ConversionError,
  ConversionResult,
  Diagnosis,
  DiagnosisMessage,
  WaitingConversion,
} from './types'
export type { Options } from './options'
export type { Integration, Port } from './integrations/port'
export type { Success } from './conversion/success'
export type { ResultListener } from './conversion/results'

declare global {
  interface Window {
    introw?: { affiliate?: Affiliate; [member: string]: unknown }
  }
}

/** The version of affiliate.js. */
export const version: string = VERSION

const early: EarlyCall[] = []
let instance: Instance | undefined

/** Nothing is read while this module is imported; the page's own instance, from a script tag, serves as well. */
const current = () => {
  if (typeof document === 'undefined') return undefined
  instance ??= findInstance()
  if (!instance) diagnose('unstarted', {})
  return instance
}

/**
 * Starts affiliate.js on this page, once: beside a script tag, or a second time, it adds settings to what is there. On a
 * server it does nothing. A landing page's cookie is there by the end of the task; `getClickId()` knows the click at once.
 *
 * @param options - See `Options`: what cannot be read is as if it was not there, and never means more than it may have meant.
 * @returns The page's instance, also `window.introw.affiliate`.
 */
export function init(options: Options = {}): Affiliate {
  if (typeof document !== 'undefined') {
    const sources = [createOptionsSource(options)]
    const found = current()
    const integrations = listIntegrations(options)
    diagnose('init', { options, found })
    if (found) found[INSTANCE](sources, integrations)
    instance = found ?? publish(sources, integrations)
    drain(early.splice(0), instance)
  }
  return instance ?? { version, getClickId, track, consent, ready }
}

/** What decides, and what else is listed. A list that is none, or holds what is no function, adds nothing. */
const listIntegrations = (options: unknown): Integration[] => {
  const [consent, given] = ['consent', 'integrations'].map((name) => attempt(() => toFields(options)[name]))
  return [consent, ...(Array.isArray(given) ? (given as unknown[]) : [])].filter(
    (integration): integration is Integration => typeof integration === 'function',
  )
}

/** See `Affiliate.getClickId`. Null before `init()` and on servers. */
export function getClickId(): string | null {
  return current()?.getClickId() ?? null
}

/** See `Affiliate.track`. Before `init()` it is `queued`, and done by `init()`; on servers it is `ignored` at once. */
export function track(conversion?: Conversion): Promise<ConversionResult> {
  const affiliate = current()
  if (affiliate) return affiliate.track(conversion)
  return new Promise((resolve) => {
    if (typeof document === 'undefined') resolve(createResult('ignored', { reason: 'no-click' }))
    else {
      setTimeout(resolve, ANSWER_MS, createResult('queued', { reason: 'no-init' }))
      early.push(['track', conversion, resolve])
    }
  })
}

/** See `Affiliate.decorate`. Without `linkDomains()` among the integrations, before `init()` and on servers: what it was given. */
export function decorate(url: string): string {
  return current()?.decorate?.(url) ?? url
}

/** See `Affiliate.consent`. Before `init()` it waits for it. */
export function consent(granted: boolean): void {
  call('consent', granted)
}

/** See `Affiliate.ready`. Before `init()` it waits for it. */
export function ready(callback: (affiliate: Affiliate) => void): void {
  call('ready', callback)
}

function call(name: 'consent' | 'ready', argument: unknown) {
  if (typeof document === 'undefined') return
  const affiliate = current()
  if (affiliate) drain([[name, argument]], affiliate)
  else early.push([name, argument])
}
