import { isRecord } from './json'
import type { Campaign } from './model'
import { cutText } from './text'
import { isWebUrl } from './url'

interface Rule {
  readonly expected: string
  holds(value: unknown): boolean
}

const MOST_CHARACTERS = 2_048
const MOST_ENTRIES = 100

const RULES: Readonly<Record<keyof Campaign, Rule>> = {
  id: { expected: `a text of 1 to ${MOST_CHARACTERS} characters`, holds: isText },
  name: { expected: `a text of 1 to ${MOST_CHARACTERS} characters`, holds: isText },
  destination: { expected: `an http(s) URL of at most ${MOST_CHARACTERS} characters`, holds: isWebUrlText },
  publishableKey: {
    expected: 'a text of 1 to 128 characters',
    holds: (value) => isText(value) && value.length <= 128,
  },
  allowedOrigins: {
    expected: `a list of at most ${MOST_ENTRIES} http(s) origins`,
    holds: (value) => Array.isArray(value) && value.length <= MOST_ENTRIES && value.every(isWebUrlText),
  },
  windowDays: {
    expected: 'a whole number from 1 to 365',
    holds: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 365,
  },
  fieldMapping: {
    expected: `an object of at most ${MOST_ENTRIES} property names, each with its form field`,
    holds: (value) => isRecord(value) && isMapping(Object.entries(value)),
  },
}

/** Throws a TypeError that names the first field of a campaign that makes no sense, or that no campaign has. */
export function checkCampaign(campaign: object): asserts campaign is Campaign {
  for (const field of Object.keys(campaign)) {
    if (!Object.hasOwn(RULES, field)) throw new TypeError(`A campaign has no field "${cutText(field, 100)}".`)
  }
  const values = new Map<string, unknown>(Object.entries(campaign))
  for (const [field, { expected, holds }] of Object.entries(RULES)) {
    if (!holds(values.get(field))) throw new TypeError(`A campaign's ${field} must be ${expected}.`)
  }
}

/** Whether a page of this origin may report conversions to a campaign. */
export function allowsOrigin({ allowedOrigins }: Campaign, origin: string | null): boolean {
  return allowedOrigins.length === 0 || allowedOrigins.some((allowed) => new URL(allowed).origin === origin)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MOST_CHARACTERS
}

function isMapping(entries: readonly (readonly [string, unknown])[]): boolean {
  return (
    entries.length <= MOST_ENTRIES && entries.every(([name, field]) => name.length <= MOST_CHARACTERS && isText(field))
  )
}

function isWebUrlText(value: unknown): boolean {
  return isText(value) && isWebUrl(value)
}
