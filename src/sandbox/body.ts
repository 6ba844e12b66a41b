import { isRecord } from './json'
import type { Scalar } from './model'
import { cutText } from './text'

/** One way in which a body misses the contract; `path` is `WHOLE_BODY` for the body as a whole. */
export interface Problem {
  readonly path: string
  readonly message: string
}

/** The path of the body itself. */
export const WHOLE_BODY = ''

const MOST_PROBLEMS = 100
const MOST_PATH_CHARACTERS = 300
const FIELDS = ['clickId', 'publishableKey', 'email', 'properties']
// The contract's own pattern. Its `format: email` only adds that no label of the domain ends in a hyphen
// (RFC 5321, section 4.1.2: sub-domain).
const EMAIL = /^(?!\.)(?!.*\.\.)([A-Za-z0-9_'+\-.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/

/**
 * Checks a body against `AffiliateConversionRequest`, except that a click id which is absent or empty is no problem here:
 * the contract ignores such a conversion, and does not refuse it.
 *
 * @param body - The parsed JSON; undefined where it was none.
 * @returns What is wrong, the first hundred of it; empty if nothing is.
 */
export function checkBody(body: unknown): readonly Problem[] {
  if (body === undefined)
    return [{ path: WHOLE_BODY, message: 'The body must be JSON, with Content-Type: application/json.' }]
  if (!isRecord(body)) return [{ path: WHOLE_BODY, message: 'The body must be an object.' }]
  const { clickId, publishableKey, email, properties } = body
  const problems = [
    ...Object.keys(body)
      .filter((key) => !FIELDS.includes(key))
      .map((key) => problem(key, 'Unknown key.')),
    ...check('clickId', clickId, (value) => isTextOf(0, 256, value), 'a text of at most 256 characters'),
    ...check('publishableKey', publishableKey, (value) => isTextOf(1, 128, value), 'a text of 1 to 128 characters'),
    ...check('email', email, isEmail, 'an e-mail address, or empty'),
    ...checkProperties(properties),
  ]
  return problems.slice(0, MOST_PROBLEMS)
}

function checkProperties(properties: unknown): readonly Problem[] {
  if (properties === undefined) return []
  if (!isRecord(properties)) return [problem('properties', 'Must be an object.')]
  return Object.entries(properties)
    .filter(([, value]) => !isScalar(value))
    .map(([key]) => problem(`properties.${key}`, 'Must be a text, a finite number, a boolean or null.'))
}

function isEmail(value: unknown): boolean {
  return typeof value === 'string' && (value === '' || (EMAIL.test(value) && !hasLabelEndingInHyphen(value)))
}

// No pattern: one that looks for the hyphen from every place takes time by the square of the address's length.
function hasLabelEndingInHyphen(email: string): boolean {
  return email.slice(email.indexOf('@')).includes('-.')
}

// JSON Schema counts characters, not UTF-16 units.
function isTextOf(least: number, most: number, value: unknown): boolean {
  if (typeof value !== 'string') return false
  const { length } = [...value]
  return length >= least && length <= most
}

/** Whether a value is one that a property may have. */
export function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}

function check(path: string, value: unknown, holds: (value: unknown) => boolean, expected: string): readonly Problem[] {
  return value === undefined || holds(value) ? [] : [problem(path, `Must be ${expected}.`)]
}

function problem(path: string, message: string): Problem {
  return { path: cutText(path, MOST_PATH_CHARACTERS), message }
}
