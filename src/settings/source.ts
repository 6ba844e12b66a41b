import { attempt } from '../platform/attempt'
import { toFields } from '../platform/fields'
import type { Source } from './resolve'
import { toOptionName } from './table'

/** Stands for a value that throws when it is read: no setting can read it, so the strict ones are at their strictest. */
const UNREADABLE = '\ufffd'

const readText = (read: () => unknown): string | undefined =>
  attempt(() => {
    const value = read()
    return value === undefined || value === null ? undefined : String(value).trim()
  }, UNREADABLE)

/** Reads the `data-` attributes of a script tag. */
export const createAttributeSource =
  (script: HTMLScriptElement): Source =>
  (name) =>
    readText(() => script.getAttribute('data-' + name))

/** Reads the query of the script's own URL, under the same names: tag managers strip attributes. */
export const createUrlSource = (script: HTMLScriptElement): Source => {
  let query: URLSearchParams | null | undefined
  return (name) =>
    readText(() => {
      if (query === undefined) query = parseQuery(script.src)
      return query?.get(name)
    })
}

/** Most scripts have no query, and none after a `#`: for them the browser need not make its interface of one. */
const parseQuery = (url: string): URLSearchParams | null => {
  const [, query] = url.split(/[?#]/)
  return query ? new URLSearchParams(query) : null
}

/** Reads the options of `init()`, which have camelCase names. */
export const createOptionsSource =
  (options: object): Source =>
  (name) =>
    readText(() => toFields(options)[toOptionName(name)])
