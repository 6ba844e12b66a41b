import type { DiagnosisMessage } from '../types'
import { WORDS } from './words'
import type { Saying } from './words/saying'

type Words = typeof WORDS

/** Most messages that are kept: a single-page app may be open for days. */
const MESSAGES_MAX = 200

/** What was said, oldest first. */
export const messages: DiagnosisMessage[] = []

const said = new Set<string>()

/** Says something on the console; what is not one conversion's step is said once. */
export const say = <Code extends keyof Words>(code: Code, ...values: Parameters<Words[Code]>): void => {
  const { level, text, remedy, isStep } = (WORDS[code] as (...values: unknown[]) => Saying)(...values)
  if (said.has(text) && !isStep) return
  if (!isStep) said.add(text)
  if (messages.push({ code, level, text, ...(remedy && { remedy }), time: new Date().toISOString() }) > MESSAGES_MAX)
    messages.shift()
  console[level](`[affiliate.js] ${text}${remedy ? `\n  → ${remedy}` : ''}`)
}
