// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { describeCookie, findCookieFaults } from '../../../src/doctor/cookie'
import { readPage } from '../../../src/doctor/document'
import { inspect } from '../../../src/doctor/inspect'
import type { Answer, Ask } from '../../../src/doctor/network'
import { findRefusal, readPolicies } from '../../../src/doctor/policy'
import { findWall } from '../../../src/doctor/wall'

const PAGE = new URL('https://www.shop.example/')
const WISH = { kind: 'connect', url: new URL('https://api.introw.io') } as const
const TAG = 'src="https://app.introw.io/affiliate.js" data-publishable-key="pk_aff_a"'

const nobody: Ask = () => Promise.resolve({ state: 'failed', cause: 'no', isLate: false })
const answer = (text: string): Answer & { state: 'answered' } => ({
  state: 'answered',
  status: 200,
  headers: {},
  bytes: Buffer.from(text),
  isCut: false,
})
const look = (html: string) => inspect(readPage(html, PAGE), {}, nobody)

/** What a site may have written in length. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a page': look,
  'a script': (text) => look(`<script>${text}</script>`),
  'a module': (text) => look(`<script type="module">import ${text}</script>`),
  'a comment': (text) => look(`<!--${text}-->`),
  'the address of a tag': (text) => look(`<script ${TAG.replace('affiliate.js', `affiliate.js?${encodeURI(text)}`)}>`),
  'an attribute of a tag': (text) => look(`<script ${TAG} data-hubspot="${text.replace(/"/g, '')}">`),
  'a class': (text) => look(`<p class="${text.replace(/"/g, '')}"><script ${TAG}>`),
  'a refresh': (text) => look(`<meta http-equiv="refresh" content="1${text.replace(/"/g, '')}">`),
  'a form': (text) => look(`<form action="${text.replace(/"/g, '')}"><input type="email">`),
  'a policy': (text) => {
    const policies = readPolicies({ 'content-security-policy': [`connect-src ${text}`] }, readPage('', PAGE))
    return policies.map((policy) => findRefusal(policy, WISH, PAGE))
  },
  'a cookie': (text) => {
    const headers = { 'set-cookie': [`_introw_aff=${text}`], 'cache-control': [text] }
    return [findCookieFaults(headers, PAGE, 0), describeCookie(headers, 0)]
  },
  'a wall': (text) => findWall(answer(text), text),
}

const PIECES = [
  '1',
  '.',
  ' ',
  '\n',
  '/',
  '//',
  '/a',
  '"',
  "'",
  'import ',
  'formId:',
  'a.',
  '-',
  ';',
  ':',
  '<iframe',
  '<p>',
  'a',
]

const SMALL = 20_000
const LARGE = 80_000
/** Of four times the text: 4 where it is linear, 16 where it is quadratic. */
const RATIO_MAX = 10
/** Below this, times tell nothing. */
const NOISE_MS = 10

const repeat = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)

/** What the process has worked so far, in ms: by the clock a busy machine would count what others do. */
const readCpuMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e3
}

/** The shortest of several times, in ms. */
async function measure(read: (text: string) => unknown, text: string): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const started = readCpuMs()
    await read(text)
    times.push(readCpuMs() - started)
  }
  return Math.max(Math.min(...times), NOISE_MS)
}

describe('the doctor takes time in proportion to the length of', () => {
  test.each(Object.entries(READERS))('%s', async (_, read) => {
    for (const piece of PIECES) {
      const small = await measure(read, repeat(piece, SMALL))
      const large = await measure(read, repeat(piece, LARGE))
      expect(large / small, `${JSON.stringify(piece)}: ${small} ms, ${large} ms`).toBeLessThan(RATIO_MAX)
    }
  })
})
