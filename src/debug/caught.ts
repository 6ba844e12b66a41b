import type { Facts } from '../diagnose'
import { quietly } from './quietly'
import { say } from './voice'

/** What the language throws at a mistake; the platform's refusals are DOMExceptions. */
const MISTAKES: readonly string[] = [
  'TypeError',
  'ReferenceError',
  'RangeError',
  'SyntaxError',
  'EvalError',
  'URIError',
]

/** Of what `attempt` has caught. */
export const caught = {
  caught({ error }: Facts['caught']) {
    const name = quietly(() => (error as Error).name) ?? ''
    // Text that is no JSON: other scripts' messages, damaged storage.
    if (name === 'SyntaxError') return
    const text = quietly(() => String(error)) ?? 'something that has no text'
    if (MISTAKES.includes(name)) say('caught-mistake', text, placeOf(error))
    else say('caught-refusal', text)
  },
}

/** The line that threw, in words of the browser's own. */
const placeOf = (error: unknown): string => {
  const lines = (quietly(() => (error as Error).stack) ?? '').split('\n')
  return lines.find((line) => /:\d+:\d+\)?$/.test(line.trim()))?.trim() ?? 'the browser does not say where'
}
