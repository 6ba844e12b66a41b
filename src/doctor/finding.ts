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

const OWN = { ...way, ...page, ...policy, ...api }

/** What the development build says too, in the same words; how much it matters from outside. */
const SHARED = {
  'no-key': 'error',
  'secret-key': 'error',
  'key-odd': 'error',
  'bad-setting': 'warn',
  'unknown-setting': 'warn',
  'setting-behind': 'warn',
  'host-path': 'error',
  'installed-twice': 'warn',
  'no-stub': 'warn',
  'early-call': 'error',
  'rivals-forms': 'warn',
  'mixed-content': 'error',
  'policy-blocked': 'error',
  unreachable: 'error',
  'timed-out': 'error',
  'no-answer': 'error',
  'key-refused': 'error',
  'origin-refused': 'error',
} as const satisfies Partial<Record<keyof typeof DEBUG, Level>>

type Own = typeof OWN
type Shared = Pick<typeof DEBUG, keyof typeof SHARED>
type All = Omit<Shared, keyof Own> & Own

/** Every code that the doctor has. */
export const CODES: readonly string[] = [...Object.keys(OWN), ...Object.keys(SHARED)].sort()

/** Words something to mend; of secrets the first letters. */
export const find = <Code extends keyof All>(code: Code, ...values: Parameters<All[Code]>): Finding => {
  const words = { ...DEBUG, ...OWN }[code] as (...values: unknown[]) => Saying | Words
  const { level, text, remedy = '' } = words(...values)
  return { code, level: levelOf(code) ?? (level as Level), text: conceal(text), remedy: conceal(remedy) }
}

const levelOf = (code: string): Level | undefined => (code in OWN ? undefined : SHARED[code as keyof typeof SHARED])
