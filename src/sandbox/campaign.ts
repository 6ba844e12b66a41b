import { isRecord } from './json'
import type { Campaign } from './model'
import { isWebUrl } from './url'

interface Rule {
  readonly expected: string
  holds(value: unknown): boolean
}

const RULES: Readonly<Record<keyof Campaign, Rule>> = {
  id: { expected: 'a text', holds: isText },
  name: { expected: 'a text', holds: isText },
  destination: { expected: 'an http(s) URL', holds: isWebUrlText },
  publishableKey: {
    expected: 'a text of 1 to 128 characters',
    holds: (value) => isText(value) && value.length <= 128,
  },
  allowedOrigins: {
    expected: 'a list of http(s) origins',
    holds: (value) => Array.isArray(value) && value.every(isWebUrlText),
  },
  windowDays: {
    expected: 'a whole number from 1 to 365',
    holds: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 365,
  },
  fieldMapping: {
    expected: 'an object from property names to form fields',
    holds: (value) => isRecord(value) && Object.values(value).every(isText),
  },
}

/** Throws a TypeError that names the first field of a campaign that makes no sense, or that no campaign has. */
export function checkCampaign(campaign: object): asserts campaign is Campaign {
  for (const field of Object.keys(campaign)) {
    if (!Object.hasOwn(RULES, field)) throw new TypeError(`A campaign has no field "${field}".`)
  }
  const values = new Map<string, unknown>(Object.entries(campaign))
  for (const [field, { expected, holds }] of Object.entries(RULES)) {
    if (!holds(values.get(field))) throw new TypeError(`A campaign's ${field} must be ${expected}.`)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isWebUrlText(value: unknown): boolean {
  return typeof value === 'string' && isWebUrl(value)
}
