import type { DiagnosisMessage } from '../types'
import type { Countable } from './counting'

/** With one of these no conversion of the page arrives. */
const BLOCKING: readonly string[] = [
  'secret-key',
  'key-odd',
  'no-key',
  'host-path',
  'mixed-content',
  'policy-blocked',
  'key-refused',
  'origin-refused',
]

/** What the look comes to. */
export interface Verdict {
  /** For who knows nothing of scripts. */
  readonly text: string
  readonly isFine: boolean
}

export interface Seen {
  readonly isRunning: boolean
  readonly hasClick: boolean
  /** Of the click. */
  readonly sentence: string
  readonly would: string
  readonly countables: readonly Countable[]
  readonly messages: readonly DiagnosisMessage[]
}

const UNTOUCHED = 'Nothing was sent, nothing was changed.'

/** Words the verdict: what of the click, what of the forms, and that all is as it was. */
export const conclude = ({ isRunning, hasClick, sentence, would, countables, messages }: Seen): Verdict => {
  const find = (codes: readonly string[]) => messages.find(({ code }) => codes.includes(code))
  const absence = find(['live-absent', 'tag-hidden'])
  const obstacle = find(BLOCKING)
  if (!isRunning)
    return {
      text: join(
        absence?.text ?? 'affiliate.js is not running on this page.',
        hasClick ? `${sentence} But nothing counts here.` : 'No click is kept, and nothing counts here.',
      ),
      isFine: false,
    }
  if (obstacle)
    return { text: join(sentence, `But no conversion of this page would arrive: ${obstacle.text}`), isFine: false }
  const doubts = messages.filter(({ level }) => level === 'warn').length
  return {
    text: join(
      sentence,
      wordCountables(countables, would),
      ...(doubts > 0 ? [`${doubts === 1 ? 'One thing' : `${doubts} things`} to mend: see above.`] : []),
    ),
    isFine: hasClick && doubts === 0,
  }
}

const join = (...sentences: readonly string[]) => [...sentences, UNTOUCHED].join(' ')

const wordCountables = (countables: readonly Countable[], would: string): string => {
  const list = (isCounted: Countable['isCounted']) =>
    countables.filter((one) => one.isCounted === isCounted).map(({ what }) => what)
  const parts = [
    ...say(list(true), would),
    ...say(list(false), 'would not count'),
    ...say(list(undefined), 'counts if it is named, in the tag or by init()'),
  ]
  return parts.length > 0
    ? `On this page ${parts.join('; ')}.`
    : 'No form of this page counts by itself: what counts is a track() of its own, which a test conversion shows.'
}

const say = (names: readonly string[], verb: string) =>
  names.length > 0 ? [`${names.join(' and ')} ${names.length > 1 ? verb.replace(/^counts/, 'count') : verb}`] : []
