import type { Level } from './words/words'
import { LINE, UNSEEN } from './words/unseen'
import type { Visit } from './doctor'
import type { Finding } from './finding'
import { describeHop } from './hop'
import { withoutProbe } from './probe'

/** What all of it comes to. */
export type Verdict = 'lost' | 'unseen' | 'fine'

/** What is worst counts. */
export const judge = (visits: readonly Visit[]): Verdict => {
  const levels = visits.flatMap(({ findings }) => findings.map(({ level }) => level))
  if (levels.includes('error')) return 'lost'
  return levels.includes('unknown') ? 'unseen' : 'fine'
}

/** For people. */
export const toText = (visits: readonly Visit[]): string =>
  `${[...visits.map(describeVisit), summarize(visits), `${UNSEEN}\n\n${LINE}`].join('\n\n')}\n`

/** For programs: all that was found, as data. */
export const toJson = (visits: readonly Visit[]): string =>
  `${JSON.stringify({ version: '__VERSION__', verdict: judge(visits), visits, unseen: UNSEEN, line: LINE }, null, 2)}\n`

const MARKS: Readonly<Record<Level, string>> = { error: '✗', unknown: '?', warn: '!' }

const ORDER: readonly Level[] = ['error', 'unknown', 'warn']

const describeVisit = ({ address, hops, page, findings, facts }: Visit): string =>
  [
    clean(address),
    ...hops.map(({ status, from, to, fate }) =>
      clean(`  ${status} → ${withoutProbe(to)} (${describeHop({ from, to })}; irw_id ${fate})`),
    ),
    ...(hops.length > 0 || page === address ? [] : [clean(`  ${page}`)]),
    ...ORDER.flatMap((level) => findings.filter((finding) => finding.level === level)).map(describeFinding),
    ...(findings.length > 0 ? [] : ['  ✓ Nothing to mend.']),
    ...facts.map((fact) => clean(`  · ${fact}`)),
  ].join('\n')

const describeFinding = ({ code, level, text, remedy }: Finding): string =>
  clean(`  ${MARKS[level]} ${text} [${code}]`) + (remedy && `\n${clean(`    → ${remedy}`)}`)

/** A site writes what it likes: on a terminal, none of it may steer. */
const clean = (text: string) => text.replace(/\p{C}/gu, '\ufffd')

const summarize = (visits: readonly Visit[]): string => {
  const count = (level: Level) => visits.flatMap(({ findings }) => findings).filter((one) => one.level === level).length
  return [
    count('error') > 0 ? `✗ ${count('error')} to mend: conversions are lost, or a secret is out.` : '',
    count('unknown') > 0 ? `? ${count('unknown')} that cannot be seen from outside.` : '',
    count('warn') > 0 ? `! ${count('warn')} to look at.` : '',
    visits.every(({ findings }) => findings.length === 0) ? '✓ All is well, as far as one sees from outside.' : '',
  ]
    .filter(Boolean)
    .join('\n')
}
