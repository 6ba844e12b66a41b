import { conceal } from '../debug/secret'
import { WORDS as DEBUG } from '../debug/words'
import type { Saying } from '../debug/words/saying'
import { api } from './words/api'
import { page } from './words/page'
import { policy } from './words/policy'
import { way } from './words/way'
import type { Level, Words } from './words/words'

/** Something to mend. */
export interface Finding {
  /** Stable; that of the development build where it is the same. */
  readonly code: string
  readonly level: Level
  /** What is so. */
  readonly text: string
  /** What to do about it. */
  readonly remedy: string
}

/** Says what the development build says, at the level that it has from outside. */
const share =
  <Values extends unknown[]>(level: Level, say: (...values: Values) => Saying) =>
  (...values: Values): Words => {
    const { text, remedy = '' } = say(...values)
    return { level, text, remedy }
  }

/** What the development build says too, in the same words. */
const SHARED = {
  'no-key': share('error', DEBUG['no-key']),
  'secret-key': share('error', DEBUG['secret-key']),
  'key-odd': share('error', DEBUG['key-odd']),
  'bad-setting': share('warn', DEBUG['bad-setting']),
  'unknown-setting': share('warn', DEBUG['unknown-setting']),
  'setting-behind': share('warn', DEBUG['setting-behind']),
  'host-path': share('error', DEBUG['host-path']),
  'installed-twice': share('warn', DEBUG['installed-twice']),
  'no-stub': share('warn', DEBUG['no-stub']),
  'early-call': share('error', DEBUG['early-call']),
  'rivals-forms': share('warn', DEBUG['rivals-forms']),
  'marks-off': share('error', DEBUG['marks-off']),
  'mark-odd': share('error', DEBUG['mark-odd']),
  'fields-off': share('error', DEBUG['fields-off']),
  'mixed-content': share('error', DEBUG['mixed-content']),
  'policy-blocked': share('error', DEBUG['policy-blocked']),
  unreachable: share('error', DEBUG.unreachable),
  'timed-out': share('error', DEBUG['timed-out']),
  'no-answer': share('error', DEBUG['no-answer']),
  'key-refused': share('error', DEBUG['key-refused']),
  'origin-refused': share('error', DEBUG['origin-refused']),
}

const WORDS = { ...SHARED, ...way, ...page, ...policy, ...api }

/** Every code that the doctor has. */
export const CODES: readonly string[] = Object.keys(WORDS).sort()

/** Words something to mend; of secrets the first letters. */
export const find = <Code extends keyof typeof WORDS>(
  code: Code,
  ...values: Parameters<(typeof WORDS)[Code]>
): Finding => {
  const { level, text, remedy } = (WORDS[code] as (...values: unknown[]) => Words)(...values)
  return { code, level, text: conceal(text), remedy: conceal(remedy) }
}
