import type { Campaign } from './model'

const FIELDS: Readonly<Record<keyof Campaign, (value: unknown) => boolean>> = {
  id: isText,
  name: isText,
  destination: (value) => typeof value === 'string' && isWebUrl(value),
  publishableKey: (value) => isText(value) && value.length <= 128,
  allowedOrigins: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string' && isWebUrl(item)),
  windowDays: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 365,
  fieldMapping: (value) => isRecord(value) && Object.values(value).every(isText),
}

const EXPECTED: Readonly<Record<keyof Campaign, string>> = {
  id: 'a text',
  name: 'a text',
  destination: 'an http(s) URL',
  publishableKey: 'a text of 1 to 128 characters',
  allowedOrigins: 'a list of http(s) origins',
  windowDays: 'a whole number from 1 to 365',
  fieldMapping: 'an object from property names to form fields',
}

/** Throws a TypeError that names the first field of a campaign that makes no sense, or that no campaign has. */
export function checkCampaign(campaign: object): asserts campaign is Campaign {
  for (const field of Object.keys(campaign)) {
    if (!Object.hasOwn(FIELDS, field)) throw new TypeError(`A campaign has no field "${field}".`)
  }
  const values = new Map<string, unknown>(Object.entries(campaign))
  for (const field of Object.keys(FIELDS) as (keyof Campaign)[]) {
    if (!FIELDS[field](values.get(field))) throw new TypeError(`A campaign's ${field} must be ${EXPECTED[field]}.`)
  }
}

/** Whether a value is an object with string keys, as JSON writes it. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

/** Whether a text is an http(s) URL. */
export function isWebUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
}
