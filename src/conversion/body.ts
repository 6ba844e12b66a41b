import { attempt } from '../attempt'
import { diagnose } from '../diagnose'

/** Largest body, in bytes of UTF-8. Half of what all keepalive requests of a page may hold in flight (fetch, 64 KiB). */
const BODY_MAX_BYTES = 32 * 1024

/** Shortest cut, over the longest click id even when it is made once more. */
const LIMIT_MIN = 400

/**
 * Turns whatever a page passes into what the API accepts, since a 422 loses the conversion. Never throws.
 *
 * @param clickId - Click id of 1 to 256 characters.
 * @param conversion - Anything; its `email` and `properties` are used.
 * @returns JSON text of at most 32 KiB, schema `AffiliateConversionRequest`.
 */
export const createBody = (clickId: string, conversion: unknown): string => {
  const properties: Record<string, unknown> = Object.create(null)
  const body: Record<string, unknown> = { clickId, properties }
  const email = attempt(() => String((conversion as { email: unknown }).email ?? '').trim()) || undefined
  // The contract's pattern and `format: email` at once: a label neither begins nor ends with a hyphen. At most 254
  // characters, RFC 5321 section 4.5.3.1.3.
  ;(/^(?!\.|.*\.\.|.{255})[\w'+.-]*[\w+-]@([A-Za-z\d]([A-Za-z\d-]*[A-Za-z\d])?\.)+[A-Za-z]{2,}$/.test(email as string)
    ? body
    : properties
  ).email = email
  diagnose('email', email, body)
  attempt(() => {
    const given = (conversion as { properties: Record<string, unknown> }).properties
    for (const name of Object.keys(given)) properties[clean(name)] = toValue(() => given[name])
  })
  diagnose('properties', conversion, properties)
  return fit(body)
}

/** A `Date` and a boxed text, number or boolean become what they stand for; other objects become JSON text. */
const toValue = (read: () => unknown): unknown => {
  return attempt(() => {
    const value = read()
    const json = JSON.stringify(value)
    const plain = JSON.parse(json)
    if (plain === null && value !== null) return undefined
    return Object(plain) === plain ? json : plain
  })
}

/** Cuts the longest values first, and at last leaves the properties out. */
const fit = (body: Record<string, unknown>): string => {
  for (let limit = BODY_MAX_BYTES; ; limit *= 0.8) {
    const text = JSON.stringify(body, (_, value) => (typeof value === 'string' ? clean(value.slice(0, limit)) : value))
    // Most are short, and no UTF-16 unit takes more than three bytes.
    if (text.length * 3 < BODY_MAX_BYTES || new TextEncoder().encode(text).length <= BODY_MAX_BYTES) return text
    diagnose('cut')
    if (limit < LIMIT_MIN) delete body.properties
  }
}

/** A surrogate without its other half has no UTF-8. */
const clean = (text: string) => text.replace(/[\ud800-\udfff]/gu, '\ufffd')
