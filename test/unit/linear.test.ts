// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { decodeClickId, findClickId } from '../../src/click/id'
import { splitUrl } from '../../src/click/url'
import { toOutcome } from '../../src/conversion/api'
import { normalize } from '../../src/conversion/content'
import { findEmail } from '../../src/integrations/hubspot/email'
import { isServing, isServingMeetings } from '../../src/integrations/hubspot/hosts'
import { addToAddress, addToList } from '../../src/integrations/hidden/vendors'
import { createHostFilter } from '../../src/integrations/stripe'
import { readDomains } from '../../src/integrations/links/domains'
import { SETTINGS } from '../../src/settings/table'
import { addHandover } from '../../src/stored/handover'
import { parseState } from '../../src/stored/state'

/** Everything that reads what strangers may have written: in a link, a cookie, a form, a message, storage, an answer. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a URL': (text) => splitUrl(`https://shop.test/${text}irw_id=a`),
  'a query': (text) => splitUrl(`/?irw_id=a${text}`),
  'an address with a click in it': (text) => addHandover(text, { id: 'a', firstSeenAt: 0 }, 1e12),
  'a list of domains': (text) => readDomains([text]),
  'a click id': (text) => decodeClickId(text),
  cookies: (text) => findClickId(text),
  'an e-mail': (text) => normalize({ email: text }),
  'an e-mail of a form': (text) => findEmail([{ name: text, value: text }]),
  'a message': (text) => findEmail(text),
  'an origin': (text) => [isServing(`https://forms${text}`), isServingMeetings(`https://app-${text}.hubspot.com`)],
  'a link': (text) => [addToAddress(`https://calendly.com/${text}`, '', 'a'), addToAddress(`https://${text}`, '', 'a')],
  'a list of fields': (text) => addToList(text, 'a', 'a'),
  hosts: (text) => createHostFilter([text])('a'),
  storage: (text) => parseState(JSON.stringify({ taken: [text], outbox: text.split('') })),
  ...Object.fromEntries(Object.entries(SETTINGS).map(([name, read]) => [name, (text: string) => use(read([text]))])),
}

/** A form filter reads its text when it is asked. */
const use = (value: unknown) => (typeof value === 'function' ? (value as (form: string) => boolean)('form') : value)

const PIECES = [
  '#',
  '?',
  '#?',
  '&',
  '=',
  '%',
  '%41',
  '/',
  '@',
  '.',
  '-',
  'a',
  'a.',
  'a@',
  '1',
  ' ',
  ',',
  ';',
  '; ',
  '\n',
]
const WORDS = [
  'irw_id=',
  '&irw_id=',
  '&irw_h=',
  '&irw_h=1.',
  '&irw_h=1.2.',
  '_introw_aff=',
  '_introw_aff=;',
  '_introw_aff=%;',
  '%ff',
  '{',
  '[',
  '"',
  '://',
]

const SMALL = 20_000
const LARGE = 80_000
/** Of four times the text: 4 where it is linear, 16 where it is quadratic. */
const RATIO_MAX = 10
const NOISE_MS = 10

const repeat = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

/** What the process has worked so far, in ms: by the clock a busy machine would count what others do. */
const readCpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e3
}

/** The shortest of several times, in ms; below what a busy machine adds by itself, times tell nothing. */
function measure(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const started = readCpuMs()
    work()
    return readCpuMs() - started
  })
  return Math.max(Math.min(...times), NOISE_MS)
}

describe('takes time in proportion to what it reads:', () => {
  test.each(Object.keys(READERS))(
    '%s',
    (name) => {
      const read = READERS[name] ?? (() => undefined)
      const quiet = (text: string) => {
        try {
          read(text)
        } catch {
          // What it does with damage is another test's.
        }
      }
      for (const piece of [...PIECES, ...WORDS]) {
        const small = measure(() => quiet(repeat(piece, SMALL)))
        const large = measure(() => quiet(repeat(piece, LARGE)))
        expect(large / small, `${JSON.stringify(piece)}: ${small} ms, ${large} ms`).toBeLessThan(RATIO_MAX)
      }
    },
    60_000,
  )

  test('the answer of a server', async () => {
    const answer = (text: string) =>
      new Response('{}', { headers: { 'Retry-After': text.replace(/[^\x21-\x7e]/g, '1') } })
    /** The shortest of several times. */
    const measureAnswer = async (piece: string, length: number) => {
      const times: number[] = []
      for (let round = 0; round < 5; round++) {
        const response = answer(repeat(piece, length))
        const started = readCpuMs()
        await toOutcome(() => Promise.resolve(response))
        times.push(readCpuMs() - started)
      }
      return Math.max(Math.min(...times), NOISE_MS)
    }
    for (const piece of PIECES)
      expect((await measureAnswer(piece, LARGE)) / (await measureAnswer(piece, SMALL)), piece).toBeLessThan(RATIO_MAX)
  })
})
