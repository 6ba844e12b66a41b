import { attempt } from '../attempt'
import type { Source } from '../settings'

interface Setting {
  /** In words, what holds without it. */
  readonly fallback: string
  /** What is taken for an answer; the next source is asked otherwise. */
  readonly taken: RegExp
  /** What is good, where an answer may still be none. */
  readonly good?: RegExp
  /** In words. */
  readonly wanted: string
}

const SWITCH: Setting = { fallback: 'off', taken: /^(on|off)$/i, wanted: 'on or off' }

/** The settings, as the code reads them. */
export const SETTINGS: { readonly [name: string]: Setting } = {
  'publishable-key': {
    fallback: 'none',
    taken: /^[!-~]{1,128}$/,
    wanted: 'pk_aff_…, at most 128 characters without spaces',
  },
  'api-host': {
    fallback: 'https://api.introw.io',
    taken: /^https?:\/\/[^\s?#@]+[^\s?#@/](?=\/*$)/i,
    wanted: 'an address with http:// or https://, without user, query and fragment',
  },
  'cookie-domain': { fallback: 'widest', taken: /.+/, wanted: 'a parent domain of the page, or host' },
  'cookie-days': {
    fallback: '90',
    taken: /^\d+$/,
    good: /^0*([1-9]\d?|[12]\d\d|3[0-5]\d|36[0-5])$/,
    wanted: 'a whole number from 1 to 365',
  },
  consent: { fallback: 'granted', taken: /^required$/i, wanted: 'granted or required' },
  hubspot: {
    fallback: 'on',
    taken: /^(on|off)$|.*[\da-f-]{36}.*/i,
    wanted: 'on, off, or form ids with commas between them',
  },
  'hubspot-meetings': SWITCH,
  outbox: {
    fallback: 'local',
    taken: /^(local|session|memory)$/,
    wanted: 'local, session or memory, in small letters',
  },
  'keep-url': SWITCH,
}

/** What holds. */
export interface Resolved {
  readonly value: string
  readonly from: string
}

/** Where settings come from, in words, and how to ask there. */
export interface Origin {
  readonly from: string
  readonly source: Source
}

/** All that were added, in the order in which they are asked. */
export const origins: Origin[] = []

/** What a source says, trimmed; undefined where it says nothing. */
export const readRaw = (source: Source, name: string): string | undefined =>
  attempt(() => String(source(name) ?? '').trim()) || undefined

/** Asks whether a value is good, be it one that means the default. */
export const isGood = (name: string, value: string): boolean => {
  const { taken, good = taken } = SETTINGS[name] ?? SWITCH
  return good.test(value) || (name === 'consent' && /^granted$/i.test(value))
}

/** Resolves a setting as the code does: the first source's answer, if it is good. */
export const resolve = (name: string, among: readonly Origin[] = origins): Resolved => {
  const { taken, fallback } = SETTINGS[name] ?? SWITCH
  for (const { from, source } of among) {
    const value = taken.exec(readRaw(source, name) ?? '')?.[0]
    if (value) return isGood(name, value) ? { value, from } : { value: fallback, from: 'default' }
  }
  return { value: fallback, from: 'default' }
}

/** All settings as they hold. */
export const resolveAll = (): Record<string, Resolved> =>
  Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, resolve(name)]))
