import { attempt } from '../attempt'
import { diagnose } from '../diagnose'
import { toFields } from '../fields'

/** Largest body, in bytes of UTF-8. Half of what all keepalive requests of a page may hold in flight (fetch, 64 KiB). */
const BODY_MAX_BYTES = 32 * 1024

/** Shortest cut, over the longest click id even when it is made once more. */
const LIMIT_MIN = 400

/**
 * The contract's pattern and `format: email` at once: a label neither begins nor ends with a hyphen. At most 254 characters
 * (RFC 5321 section 4.5.3.1.3), and so linear whatever is passed.
 */
const EMAIL = /^(?!\.|.*\.\.|.{255})[\w'+.-]*[\w+-]@([A-Za-z\d]([A-Za-z\d-]*[A-Za-z\d])?\.)+[A-Za-z]{2,}$/

type Scalar = string | number | boolean | null

/** What of a conversion is sent beside its click id: what the contract's `AffiliateConversionRequest` takes. */
export interface Content {
  readonly email: string | undefined
  readonly properties: { readonly [name: string]: Scalar | undefined }
}

/**
 * Turns whatever a page passes into what the API accepts, since a 422 loses the conversion. Never throws.
 *
 * @param conversion - Anything; its `email` and `properties` are used. An e-mail that the API would refuse becomes a property.
 */
export const normalize = (conversion: unknown): Content => {
  const properties = Object.create(null) as Record<string, Scalar | undefined>
  const email = attempt(() => String(toFields(conversion).email ?? '').trim()) || undefined
  const isValid = EMAIL.test(email ?? '')
  diagnose('email', { email, isValid })
  if (email && !isValid) properties.email = email
  attempt(() => {
    const given = toFields(toFields(conversion).properties)
    for (const name of Object.keys(given)) properties[toWellFormed(name)] = attempt(() => toScalar(given[name]))
  })
  diagnose('properties', { conversion, properties })
  return { email: isValid ? email : undefined, properties }
}

/**
 * Makes the body of a request.
 *
 * @param clickId - Click id of 1 to 256 characters.
 * @returns JSON text of at most 32 KiB, schema `AffiliateConversionRequest`: the longest values are cut first, and at last
 *   the properties left out.
 */
export const createBody = (clickId: string, { email, properties }: Content): string => {
  for (let limit = BODY_MAX_BYTES; ; limit *= 0.8) {
    const body = { clickId, email, properties: limit > LIMIT_MIN ? properties : undefined }
    const text = JSON.stringify(body, (_, value: unknown) =>
      typeof value === 'string' ? toWellFormed(value.slice(0, limit)) : value,
    )
    if (new TextEncoder().encode(text).length <= BODY_MAX_BYTES) return text
    diagnose('cut', { limit })
  }
}

/** A `Date` and a boxed text, number or boolean become what they stand for; other objects become JSON text. */
const toScalar = (value: unknown): Scalar | undefined => {
  const json = JSON.stringify(value)
  // Of what JSON cannot say there is no text; what is no finite number is null there.
  const plain = json && (JSON.parse(json) as Scalar | object)
  if (plain === null) return value === null ? null : undefined
  return typeof plain === 'object' ? json : plain
}

/** A surrogate without its other half has no UTF-8. */
const toWellFormed = (text: string) => text.replace(/[\ud800-\udfff]/gu, '\ufffd')
