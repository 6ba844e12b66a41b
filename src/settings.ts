import { attempt } from './attempt'

/** Answers a setting's raw value by its kebab-case name. */
export type Source = (name: string) => unknown

const sources: Source[] = []

/** Adds a source behind those that are there: it fills their gaps. */
export function addSource(source: Source): void {
  sources.push(source)
}

/**
 * Reads a setting leniently: a bad value is as good as none. Read anew at each question, since a later source may answer.
 *
 * @param name - In kebab-case, such as `api-host`.
 * @param pattern - What a good value looks like.
 * @returns The first source's good value, trimmed, or undefined.
 */
export function readSetting(name: string, pattern: RegExp): string | undefined {
  for (const source of sources) {
    const value = attempt(() => String(source(name) ?? '').trim())
    if (value && pattern.test(value)) return value
  }
  return undefined
}

/** Asks whether a switch is on. */
export function isOn(name: string): boolean {
  return !!readSetting(name, /^(on|true)$/i)
}

/** Reads `data-` attributes, else the query of the script's own URL: tag managers strip attributes. */
export function createScriptSource(script: HTMLScriptElement): Source {
  return (name) => script.getAttribute('data-' + name) ?? new URL(script.src).searchParams.get(name)
}

/** Reads the options of `init()`. */
export function createOptionsSource(options: object): Source {
  const values = options as Record<string, unknown>
  return (name) => values[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())]
}
