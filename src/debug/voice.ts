import type { DiagnosisMessage } from '../types'
import { conceal } from './secret'
import { WORDS } from './words'
import type { Saying } from './words/saying'

type Words = typeof WORDS

/** Most messages that are kept: a single-page app may be open for days. */
const MESSAGES_MAX = 200

/** What was said, oldest first. */
export const messages: DiagnosisMessage[] = []

/** Of those that are said once. */
const texts = new Set<string>()

/** Says something on the console; what is not one conversion's step is said once. Of secrets the first letters. */
export const say = <Code extends keyof Words>(code: Code, ...values: Parameters<Words[Code]>): void =>
  speak(code, (WORDS[code] as (...values: unknown[]) => Saying)(...values))

/**
 * Says what is worded already.
 *
 * @param data - For the console to show behind it.
 */
export const speak = (code: string, { level, isStep, ...said }: Saying, ...data: readonly object[]): void => {
  const text = conceal(said.text)
  const remedy = said.remedy && conceal(said.remedy)
  if (texts.has(text) && !isStep) return
  if (!isStep) texts.add(text)
  if (messages.push({ code, level, text, ...(remedy && { remedy }), time: new Date().toISOString() }) > MESSAGES_MAX)
    messages.shift()
  console[level](`[affiliate.js] ${text}${remedy ? `\n  → ${remedy}` : ''}`, ...data)
}
