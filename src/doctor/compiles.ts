import { Script } from 'node:vm'

/** Asks whether a text is JavaScript: compiles it, and runs nothing. */
export const compiles = (code: string): boolean => {
  try {
    return Boolean(new Script(code))
  } catch {
    return false
  }
}
