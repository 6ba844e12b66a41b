import { attempt } from '../attempt'

/** Largest body, in bytes of UTF-8. Half of what all keepalive requests of a page may hold in flight (fetch, 64 KiB). */
export const BODY_MAX_BYTES = 32 * 1024

type Value = string | number | boolean | null

/** A body that satisfies schema `AffiliateConversionRequest`. */
export interface Body {
  clickId: string
  email?: string
  properties?: Record<string, Value>
}

/**
 * Turns whatever a page passes into what the API accepts, since a 422 loses the conversion. Never throws.
 *
 * @param clickId - Click id of 1 to 256 characters.
 * @param conversion - Anything; `email` and `properties` of it are used.
 * @returns JSON text of at most 32 KiB, operation `recordAffiliateConversion`.
 */
export function createBody(clickId: string, conversion: unknown): string {
  const properties: Record<string, Value> = Object.create(null)
  const put = (name: string, value: Value | undefined) => {
    if (value !== undefined) properties[wellFormed(name)] = value
  }
  const given = attempt(() => Object(Object(conversion).properties)) || {}
  for (const name of attempt(() => Object.keys(given)) || []) put(name, toValue(() => given[name]))

  const body: Body = { clickId }
  const email = toValue(() => Object(conversion).email?.trim?.() ?? Object(conversion).email)
  if (isEmail(email)) body.email = email
  else if (email && !('email' in properties)) put('email', email)
  if (Object.keys(properties).length) body.properties = properties
  return fit(body, properties)
}

/**
 * The contract's pattern and `format: email` at once: a label neither begins nor ends with a hyphen. 254 characters, RFC
 * 5321 section 4.5.3.1.3.
 */
function isEmail(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length < 255 &&
    /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i.test(value)
  )
}

function toValue(read: () => unknown): Value | undefined {
  return attempt(() => {
    let value = read()
    if (typeof value === 'object' && value) {
      const json = JSON.stringify(value)
      value = JSON.parse(json)
      // A Date and a boxed text, number or boolean become what they stand for.
      if (typeof value === 'object' && value) value = json
    }
    if (typeof value === 'bigint') value = String(value)
    if (typeof value === 'string') return wellFormed(value)
    return Number.isFinite(value) || typeof value === 'boolean' || value === null ? (value as Value) : undefined
  })
}

/** A lone surrogate has no UTF-8. */
const wellFormed = (text: string) => text.replace(/[\ud800-\udfff]/gu, '\ufffd')

/** Cuts the longest values first, then leaves out properties, the longest names first. */
function fit(body: Body, properties: Record<string, Value>): string {
  for (;;) {
    const json = JSON.stringify(body)
    let excess = new TextEncoder().encode(json).length - BODY_MAX_BYTES
    if (excess <= 0) return json
    const names = Object.keys(properties).sort((a, b) => b.length - a.length)
    const longest = names.reduce((length, name) => Math.max(length, String(properties[name]).length), 0)
    const limit = Math.max(longest >> 1, longest - excess)
    for (const name of names) {
      const value = properties[name]
      if (longest < 65) {
        if (excess > 0) delete properties[name]
        excess -= name.length
      } else if (typeof value === 'string' && value.length > limit)
        // Not between the halves of a surrogate pair.
        properties[name] = value.slice(0, limit).replace(/[\ud800-\udbff]$/, '')
    }
  }
}
