import { attempt } from '../platform/attempt'
import { diagnose } from '../diagnose'
import { toFields } from '../platform/fields'

/**
 * With `isEmail`, the contract's pattern and `format: email` at once: a label neither begins nor ends with a hyphen. What can be
 * compared as text is: the page waits until an expression is compiled.
 */
const EMAIL = /^[\w'+.-]*[\w+-]@([A-Za-z\d]([A-Za-z\d-]*[A-Za-z\d])?\.)+[A-Za-z]{2,}$/

/** In characters (RFC 5321 section 4.5.3.1.3), and so linear whatever is passed. */
const EMAIL_LENGTH_MAX = 254

const isEmail = (text: string): boolean =>
  text.length <= EMAIL_LENGTH_MAX && !text.startsWith('.') && !text.includes('..') && EMAIL.test(text)

type Scalar = string | number | boolean | null

/** What of a conversion is sent beside its click id: what the contract's `AffiliateConversionRequest` takes. */
export interface Content {
  readonly email: string | undefined
  readonly properties: { readonly [name: string]: Scalar }
}

/**
 * Turns whatever a page passes into what the API accepts, since a 422 loses the conversion. Never throws.
 *
 * @param conversion - Anything; its `email` and `properties` are used. An e-mail that the API would refuse becomes a property.
 */
export const normalize = (conversion: unknown): Content => {
  const properties = Object.create(null) as Record<string, Scalar>
  const email = attempt(() => String(toFields(conversion).email ?? '').trim()) || undefined
  const isValid = isEmail(email ?? '')
  diagnose('email', { email, isValid })
  if (email && !isValid) properties.email = email
  attempt(() => {
    const given = toFields(toFields(conversion).properties)
    for (const name of Object.keys(given)) {
      const value = attempt(() => toScalar(given[name]))
      if (value !== undefined) properties[toWellFormed(name)] = value
    }
  })
  diagnose('properties', { conversion, properties })
  return { email: isValid ? email : undefined, properties }
}

/** Completes what is known of a conversion by what something else knows of it: what is there already wins. */
export const complete = (content: Content, by: Content): Content => ({
  email: content.email ?? by.email,
  properties: { ...by.properties, ...content.properties },
})

/** A `Date` and a boxed text, number or boolean become what they stand for; other objects become JSON text. */
const toScalar = (value: unknown): Scalar | undefined => {
  const json = JSON.stringify(value)
  // Of what JSON cannot say there is no text; what is no finite number is null there.
  const plain = json && (JSON.parse(json) as Scalar | object)
  if (plain === null) return value === null ? null : undefined
  return typeof plain === 'object' ? json : plain
}

/** A surrogate without its other half has no UTF-8. */
export const toWellFormed = (text: string) => text.replace(/[\ud800-\udfff]/gu, '\ufffd')
