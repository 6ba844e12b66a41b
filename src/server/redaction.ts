/** What stands for the secret key. */
const MARK = '[apiKey]'

/** No answer of the API's is nested so far, and whatever walks down one made to hurt runs out of stack. */
const DEPTH_MAX = 20

/** Takes the secret key out of what comes from elsewhere. */
export interface Redactor {
  /** In a text. */
  text(text: string): string
  /** In a value read from JSON: texts, names of properties, numbers. What is nested too far becomes null. */
  json(value: unknown): unknown
}

/**
 * Makes what takes a secret key out of answers and errors: APIs echo the key that they refuse, and wrappers of `fetch` hang
 * the whole request on what they throw.
 *
 * @param key - Of printable ASCII alone. It is found in capitals too, and escaped as in JSON or in a URL.
 */
export function createRedactor(key: string): Redactor {
  const pattern = new RegExp(key.replace(/./g, toPattern), 'gi')
  const text = (value: string) => value.replace(pattern, MARK)
  const json = (value: unknown, depth = 0): unknown => {
    if (typeof value === 'object' && value !== null) {
      if (depth === DEPTH_MAX) return null
      if (Array.isArray(value)) return value.map((inner) => json(inner, depth + 1))
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [text(name), json(inner, depth + 1)]))
    }
    const plain = String(value)
    const redacted = text(plain)
    return redacted === plain ? value : redacted
  }
  return { text, json: (value) => json(value) }
}

/** One character, as it is or escaped. All of them have two hexadecimal digits. */
function toPattern(character: string): string {
  const hex = character.charCodeAt(0).toString(16)
  return `(?:\\\\?\\x${hex}|\\\\u00${hex}|%${hex})`
}
