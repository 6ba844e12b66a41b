/** Asks whether something is an object as `{ email }` is one, and not an event, an element or a list. */
export const isPlain = (given: unknown): given is Readonly<Record<string, unknown>> =>
  /^\[object (Object|Module)\]$/.test(Object.prototype.toString.call(given)) &&
  !(given instanceof Event) &&
  !(given instanceof Node)

/** What it is, in words. */
export const nameOf = (given: unknown): string => {
  if (typeof given === 'string') return 'a text'
  if (given instanceof Event) return `an event (${given.type})`
  const kind = Object.prototype.toString.call(given).slice(8, -1).toLowerCase()
  if (kind === 'null' || kind === 'undefined') return kind
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}
