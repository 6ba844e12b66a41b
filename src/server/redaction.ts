import { attempt } from '../platform/attempt'

/**
 * Makes what takes a secret key out of answers and errors: APIs echo the key that they refuse, and wrappers of `fetch` hang
 * the whole request on what they throw.
 *
 * @param key - Of printable ASCII alone. It is found in capitals too, and escaped as in a URL or in JSON.
 * @returns A function from a value of JSON to a copy without the key, in texts and in names of properties; undefined where
 *   the value is nested too far for any walk through it.
 */
export function createRedactor(key: string): (value: unknown) => unknown {
  const pattern = new RegExp(key.replace(/./g, toPattern), 'gi')
  return (value) => attempt<unknown>(() => JSON.parse(JSON.stringify(value).replace(pattern, '[apiKey]')))
}

/** One character, as it is or escaped. All of them have two hexadecimal digits. */
function toPattern(character: string): string {
  const hex = character.charCodeAt(0).toString(16)
  return `(\\\\{0,3}(\\x${hex}|u00${hex})|%${hex})`
}
