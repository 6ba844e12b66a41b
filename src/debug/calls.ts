/** A longer one is a whole library. */
const INLINE_MAX = 20_000

const CALL = /\bintrow\b[^;\n]{0,20}\baffiliate\b/

/** Whether a script names us where it is not inside of a function, which may be called later. */
export const callsAtOnce = (text: string): boolean => {
  const at = text.search(CALL)
  return text.length < INLINE_MAX && at >= 0 && !/function|=>/.test(text.slice(0, at))
}
