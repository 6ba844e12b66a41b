import { toFields } from '../platform/fields'

/** Headers as Node has them, and AWS, who writes names in any case: of one name there may be a list of values. */
export interface HeaderRecord {
  readonly [name: string]: string | readonly string[] | undefined
}

/** Headers of any kind, in one: a name, and a text or a list of texts. */
export type HeaderList = readonly (readonly [name: string, value: unknown])[]

/** Lists headers, whoever has made them; undefined where somebody has made something else. */
export function listHeaders(headers: unknown): HeaderList | undefined {
  if (isHeaders(headers)) return [...headers]
  if (typeof headers !== 'object' || !headers || Symbol.iterator in headers) return undefined
  const list = Object.entries(headers)
  // CloudFront's are objects of objects: to find no cookie in them would be no answer.
  return list.every(([, value]) => [value ?? []].flat().every((one) => typeof one !== 'object')) ? list : undefined
}

/**
 * Whether these are the platform's `Headers`, or somebody's own: no data of a form or a query, which have `getAll` as
 * Cloudflare's and Bun's headers do, and not Koa's context.
 */
export function isHeaders(value: unknown): value is Iterable<readonly [string, string]> {
  const fields = toFields(value)
  const { append, getAll, getSetCookie } = fields
  return typeof append === 'function' && Symbol.iterator in fields && (!getAll || !!getSetCookie)
}

/** The value of a header, of which several are joined as browsers join cookies; empty where there is none. */
export const readHeader = (headers: HeaderList, wanted: string): string =>
  headers
    .filter(([name]) => name.toLowerCase() === wanted)
    .flatMap(([, value]) => value)
    .join('; ')

export const isText = (value: unknown): value is string => typeof value === 'string'
