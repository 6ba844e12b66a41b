import { attempt } from './attempt'
import { diagnose } from './diagnose'

/** Answers a setting's raw value by its kebab-case name. */
export type Source = (name: string) => unknown

const sources: Source[] = []

/** Adds a source behind those that are there: it fills their gaps. */
export const addSource = (source: Source): unknown => sources.push(source)

/**
 * Reads a setting leniently: a bad value is as good as none. Read anew at each question, since a later source may answer.
 *
 * @param name - In kebab-case, such as `api-host`.
 * @param pattern - Finds what is good in a trimmed value.
 * @returns The first source's good value, or undefined.
 */
export const readSetting = (name: string, pattern: RegExp): string | undefined => {
  for (const source of sources) {
    const value = match(pattern, () => source(name))
    if (value) return value
  }
}

/** Finds what is good in a text that may be none, or may throw when it is read. */
export const match = (pattern: RegExp, read: () => unknown): string | undefined =>
  attempt(() => (read() as string | undefined)?.trim?.().match(pattern)?.[0])

/** Asks whether a switch is on. */
export const isOn = (name: string): boolean => /^on/i.test(readSetting(name, /^(on|off)$/i) as string)

/** Reads `data-` attributes, else the query of the script's own URL: tag managers strip attributes. */
export const createScriptSource = (script: HTMLScriptElement): Source => {
  let query: URLSearchParams
  diagnose('tag', script)
  return (name) =>
    script.getAttribute('data-' + name) ?? (query ||= new URLSearchParams(script.src.split(/[?#]/)[1])).get(name)
}

/** Reads the options of `init()`. */
export const createOptionsSource =
  (options: object): Source =>
  (name) => {
    const value = (options as Record<string, unknown>)[
      name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    ]
    return String(value ?? '')
  }
