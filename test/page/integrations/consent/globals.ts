/** Who has come: somebody new, somebody who has answered on an earlier visit, or one who need not be asked. */
export type Visitor = 'new' | 'yes' | 'no' | 'unneeded'

/** Globals that platforms have made on this page. */
const made = new Set<string>()

export function make(globals: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(globals)) {
    made.add(name)
    Object.assign(window, { [name]: value })
  }
}

/** The platforms go with their page. */
export function removeGlobals(): void {
  // Those that our side may have made, as queues.
  for (const name of [...made, '_hsp', 'didomiOnReady', 'didomiEventListeners']) Reflect.deleteProperty(window, name)
  made.clear()
}

export const read = (name: string): unknown => (window as unknown as Record<string, unknown>)[name]

/** What a script tells, on `window` or `document`. */
export function tell(target: EventTarget, ...names: readonly string[]): void {
  for (const name of names) target.dispatchEvent(new Event(name))
}

/** A script of the page has loaded. */
export const loaded = (): void => tell(document, 'load')

/** Names of the cookies that platforms have kept. */
const kept = new Set<string>()

/** Keeps a platform's own cookie, unseen by what counts ours. */
export function keep(name: string, value: string): void {
  kept.add(name)
  Reflect.set(Document.prototype, 'cookie', `${name}=${value}; path=/`, document)
}

export const forget = (name: string): void => keep(name, '; expires=Thu, 01 Jan 1970 00:00:00 GMT')

/** The visitor goes, and what the platforms have kept with them. */
export const forgetAll = (): void => kept.forEach(forget)

/** Whether each of these categories is granted. */
export const flags = (names: readonly string[], granted: readonly string[]): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [name, granted.includes(name)]))
