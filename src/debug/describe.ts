import { quietly } from './quietly'
import { successName } from './vendors'

interface Body {
  readonly clickId?: string
  readonly email?: unknown
  readonly properties?: { readonly email?: unknown; readonly hubspotFormId?: string }
}

/** Reads a request's body; an empty one where it is none. */
export const readBody = (body: string): Body => quietly(() => JSON.parse(body) as Body) ?? {}

/** Says which conversion it is: by its e-mail, and by its form. */
export const describe = (body: string): string => {
  const { email, properties } = readBody(body)
  const form = properties?.hubspotFormId
  const who = email ?? properties?.email
  return `the conversion ${who ? `of ${String(who)}` : 'without an e-mail'}${form ? ` by ${successName(`hubspot:${form}`)}` : ''}`
}

/** Where unsent conversions wait, in words. */
export const listPlaces = (outbox: string): string => (outbox === 'memory' ? "the page's memory" : `${outbox} storage`)
