import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from './package.ts'

/** A field of the tag, as it is shown in Tag Manager. */
export interface Field {
  readonly type: string
  readonly name: string
  readonly selectItems?: readonly { readonly value: string }[]
  readonly simpleTableColumns?: readonly Field[]
  readonly enablingConditions?: readonly { readonly paramName: string; readonly paramValue: string }[]
  readonly valueValidators?: readonly { readonly type: string; readonly args?: readonly string[] }[]
}

/** What a template may do: `access_globals introw read`, `inject_script https://…`. */
export type Grant = string

export interface Template {
  /** In their order. */
  readonly sections: readonly string[]
  readonly info: Readonly<Record<string, unknown>>
  readonly fields: readonly Field[]
  readonly code: string
  readonly permissions: readonly string[]
  readonly grants: readonly Grant[]
  readonly scenarios: readonly { readonly name: string; readonly code: string }[]
}

/** Reads the template as Tag Manager's editor exports one: sections between their names, most of them JSON. */
export function readTemplate(): Template {
  const parts = readFileSync(join(ROOT, 'examples/tag-manager/template.tpl'), 'utf8').split(/^___(\w+)___$/m)
  const text = (name: string) => (parts[parts.indexOf(name) + 1] ?? '').trim()
  const permissions = JSON.parse(text('WEB_PERMISSIONS')) as { readonly instance: Instance }[]
  return {
    sections: parts.filter((_, index) => index % 2 === 1),
    info: JSON.parse(text('INFO')),
    fields: JSON.parse(text('TEMPLATE_PARAMETERS')),
    code: text('SANDBOXED_JS_FOR_WEB_TEMPLATE'),
    permissions: permissions.map(({ instance }) => instance.key.publicId),
    grants: permissions.flatMap(({ instance }) => listGrants(instance)),
    scenarios: parse(text('TESTS')).scenarios,
  }
}

interface Instance {
  readonly key: { readonly publicId: string }
  readonly param: readonly { readonly value: Encoded }[]
}

interface Encoded {
  readonly type: number
  readonly string?: string
  readonly boolean?: boolean
  readonly listItem?: readonly Encoded[]
  readonly mapKey?: readonly Encoded[]
  readonly mapValue?: readonly Encoded[]
}

/** Its first value says of what, the others whether. */
function listGrants({ key, param }: Instance): Grant[] {
  const rows = param.flatMap(({ value }) => decode(value) as unknown[])
  return rows.flatMap((row) => {
    if (typeof row === 'string') return `${key.publicId} ${row}`
    const [[, name] = [], ...accesses] = Object.entries(row as Record<string, unknown>)
    return accesses.filter(([, isGranted]) => isGranted).map(([access]) => `${key.publicId} ${String(name)} ${access}`)
  })
}

function decode({ type, string, boolean, listItem = [], mapKey = [], mapValue = [] }: Encoded): unknown {
  if (type === 1) return string
  if (type === 8) return boolean
  if (type === 2) return listItem.map(decode)
  if (type === 3) return Object.fromEntries(mapKey.map((key, index) => [decode(key), decode(mapValue[index] ?? key)]))
  throw new TypeError(`There is no type ${type} of values.`)
}

type Api = (...args: never[]) => unknown
type Callback = () => void

/** Tag Manager around a template: what it has given it, what the template has done, and what is told to it. */
export interface TagManager {
  run(data: Readonly<Record<string, unknown>>): void
  /** A call each: `name`, then its arguments. */
  readonly calls: readonly (readonly unknown[])[]
  readonly used: ReadonlySet<Grant>
  readonly scripts: readonly { readonly url: string; readonly succeed: Callback; readonly fail: Callback }[]
  /** A change of consent, for those who listen. */
  tell(type: string, granted: boolean): void
}

/**
 * Runs a template's code beside a page.
 *
 * @param page - The page's window.
 * @param mocks - APIs by other functions, as a template's own tests put them in.
 * @see https://developers.google.com/tag-platform/tag-manager/templates/api
 */
export function createTagManager(
  template: Template,
  page: object,
  mocks: Readonly<Record<string, Api>> = {},
): TagManager {
  const calls: unknown[][] = []
  const used = new Set<Grant>()
  const scripts: { url: string; succeed: Callback; fail: Callback }[] = []
  const listeners: { type: string; listener: (type: string, granted: boolean) => void }[] = []

  const use = (...words: string[]) => {
    const grant = words.join(' ')
    if (!template.grants.includes(grant)) throw new Error(`No permission: ${grant}`)
    used.add(grant)
  }
  const find = (path: string) => {
    const names = path.split('.')
    const last = names.pop() ?? ''
    const holder = names.reduce<unknown>((value, name) => Object(value)[name], page)
    return { holder, last, value: Object(holder)[last] as unknown }
  }
  const set = (path: string, value: unknown, isOverriding?: boolean): boolean => {
    use('access_globals', path, 'read')
    use('access_globals', path, 'write')
    const { holder, last, value: before } = find(path)
    if (typeof holder !== 'object' || holder === null || (before !== undefined && !isOverriding)) return false
    return Reflect.set(holder, last, cross(value))
  }

  const apis: Record<string, Api> = {
    setInWindow: set,
    copyFromWindow(path: string) {
      use('access_globals', path, 'read')
      return cross(find(path).value)
    },
    callInWindow(path: string, ...args: unknown[]) {
      use('access_globals', path, 'execute')
      const { holder, value } = find(path)
      return typeof value === 'function' ? cross(value.apply(holder, args.map(cross))) : undefined
    },
    createQueue(path: string) {
      if (typeof find(path).holder !== 'object') throw new Error(`There is no way to ${path}.`)
      set(path, [])
      return (...values: unknown[]) => void (find(path).value as unknown[]).push(...values.map(cross))
    },
    addConsentListener(type: string, listener: (type: string, granted: boolean) => void) {
      use('access_consent', type, 'read')
      listeners.push({ type, listener })
    },
    injectScript(url: string, succeed: Callback, fail: Callback) {
      const patterns = template.grants.flatMap((grant) => /^inject_script (.+)\*$/.exec(grant)?.[1] ?? [])
      use('inject_script', `${patterns.find((start) => url.startsWith(start)) ?? url}*`)
      scripts.push({ url, succeed, fail })
    },
    encodeUriComponent: encodeURIComponent,
    makeString: String,
    makeTableMap: (rows: Record<string, unknown>[], key: string, value: string) =>
      Object.fromEntries(rows.map((row) => [row[key], row[value]])),
    ...mocks,
  }
  const noted = (name: string) => {
    const api = apis[name]
    if (!api) throw new Error(`There is no API ${name}.`)
    return (...args: never[]) => {
      calls.push([name, ...args])
      return api(...args)
    }
  }
  return {
    calls,
    used,
    scripts,
    run(data) {
      const end = {
        gtmOnSuccess: () => void calls.push(['gtmOnSuccess']),
        gtmOnFailure: () => void calls.push(['gtmOnFailure']),
      }
      new Function('require', 'data', template.code)(noted, { ...data, ...end })
    },
    tell: (type, granted) =>
      listeners.filter((one) => one.type === type).forEach(({ listener }) => listener(type, granted)),
  }
}

/** Between template and page values are copied, and what neither knows, as a promise or a date, is undefined. */
function cross(value: unknown): unknown {
  if (typeof value === 'function') return (...args: unknown[]) => cross(value(...args.map(cross)))
  if (Array.isArray(value)) return value.map(cross)
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, cross(member)]))
}
