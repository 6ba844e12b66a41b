// @vitest-environment node
import { Script } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runCommand, type Terminal } from '../../../src/doctor/command'
import type { Visit } from '../../../src/doctor/doctor'
import { CODES, find } from '../../../src/doctor/finding'
import type { Answer, Ask, Question } from '../../../src/doctor/network'
import { toText } from '../../../src/doctor/report'
import { LINE } from '../../../src/doctor/words/unseen'
import { NUM_RUNS } from '../../support/unit/runs'

const answered = (body: string, headers = {}, status = 200): Answer => ({
  state: 'answered',
  status,
  headers: { 'content-type': ['text/html'], ...headers },
  bytes: Buffer.from(body),
  isCut: false,
})

async function run(args: readonly string[], ask: Ask) {
  const said = { out: '', err: '' }
  const io: Terminal = {
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
  }
  await runCommand(args, io, ask)
  return { ...said, exitCode: io.exitCode }
}

describe('the command', () => {
  const never: Ask = () => Promise.reject(new Error('Nobody was to be asked.'))

  test('says how it is used', async () => {
    const { out, exitCode } = await run(['--help'], never)
    expect(out).toContain('Usage: introw-doctor')
    expect(exitCode).toBeUndefined()
  })

  test.each([
    [[], 'Name an address'],
    [[''], 'is no web address'],
    [['http://['], 'is no web address'],
    [['ftp://shop.example'], 'http or https'],
    [['https://ada:secret@shop.example'], 'Leave user and password out'],
    [['--colour', 'shop.example'], '--colour'],
    [['shop.example', '--json=yes'], '--json'],
  ])('ends with 2 and one clear line for %j', async (args, message) => {
    const { out, err, exitCode } = await run(args, never)
    expect(err).toContain(message)
    expect([out, err.trimEnd().split('\n').length, exitCode]).toEqual(['', 1, 2])
  })

  test('shows no stack of what nobody has thought of', async () => {
    const { err, exitCode } = await run(['shop.example'], never)
    expect([err, exitCode]).toEqual(['introw-doctor: Nobody was to be asked.\n', 2])
  })

  test('never fails, whatever a site answers', async () => {
    const names = ['location', 'content-security-policy', 'set-cookie', 'cache-control', 'content-type', 'refresh']
    const words = [
      'https://shop.example/',
      'http://[',
      '_introw_aff=',
      'text/html',
      "script-src '",
      ';',
      '//',
      '?irw_id=',
    ]
    const value = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words)).map((some) => some.join('')),
    )
    const answer = fc.record({
      status: fc.constantFrom(200, 301, 204, 403, 404, 500),
      headers: fc.dictionary(fc.constantFrom(...names), fc.array(value, { maxLength: 2 })),
      body: fc.oneof(value, fc.constant('<script src="https://app.introw.io/affiliate.js"></script>')),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1 }), async (answers) => {
        let at = 0
        const ask = (): Promise<Answer> => {
          const { status, headers, body } = answers[at++ % answers.length] ?? { status: 200, headers: {}, body: '' }
          return Promise.resolve({ state: 'answered', status, headers, bytes: Buffer.from(body), isCut: false })
        }
        const { err, exitCode } = await run(['--key', 'pk_aff_a', 'shop.example', 'localhost'], ask)
        expect(err).not.toContain('introw-doctor:')
        expect([0, 1, 2]).toContain(exitCode)
      }),
      { numRuns: NUM_RUNS / 100 },
    )
  })

  test('reads addresses as people write them', async () => {
    const asked: string[] = []
    const ask = ({ url }: Question): Promise<Answer> => {
      asked.push(url.origin + url.pathname)
      return Promise.resolve({ state: 'failed', cause: 'no', isLate: false })
    }
    await run(['shop.example', 'HTTP://Shop.example/a', 'shop.example:8443/b', 'localhost:4000'], ask)
    expect(asked).toEqual([
      'https://shop.example/',
      'http://shop.example/a',
      'https://shop.example:8443/b',
      'http://localhost:4000/',
    ])
  })

  test('prints nothing that steers a terminal, whatever a site writes', async () => {
    const location = { location: ['https://shop.example/\u001b[2J\u202e'] }
    const page = '<script src="/affiliate.js" data-publishable-key="pk\u001b[31m\u0007"></script>'
    const ask = ({ url }: Question): Promise<Answer> =>
      Promise.resolve(url.protocol === 'http:' ? answered('', location, 301) : answered(page))
    const { out } = await run(['http://shop.example'], ask)
    expect(out).toContain('key-odd')
    expect(out.replace(/\n/g, '')).not.toMatch(/\p{C}/u)
  })
})

describe('the report', () => {
  const visit: Visit = {
    address: 'http://shop.example/',
    hops: [
      {
        status: 301,
        from: 'http://shop.example/?irw_id=a',
        to: 'https://shop.example/',
        fate: 'dropped',
      },
    ],
    page: 'https://shop.example/',
    findings: [find('no-stub'), find('tag-missing')],
    facts: ['A fact.'],
  }

  test('has a line for each redirect, finding, remedy and fact, the worst first', () => {
    const lines = toText([visit]).split('\n')
    expect(lines.slice(0, 7).map((line) => line.slice(0, 28))).toEqual([
      'http://shop.example/',
      '  301 → https://shop.example',
      '  ✗ There is no tag of affil',
      '    → Paste the two lines of',
      '  ! There is no stub, and th',
      '    → Paste the stub, the fi',
      '  · A fact.',
    ])
  })

  test('ends with the line for what it cannot see, which is one and loads the development build, to look', () => {
    expect(toText([visit]).trimEnd().split('\n').at(-1)).toBe(LINE)
    const appended: object[] = []
    const run = (...scripts: object[]) =>
      new Script(LINE).runInNewContext({
        document: {
          scripts,
          createElement: (name: string) => ({ name }),
          head: { append: appended.push.bind(appended) },
        },
      }) as unknown
    run({ nonce: '' }, { nonce: 'a' })
    run()
    const src = 'https://app.introw.io/affiliate.debug.js?look'
    expect(appended).toEqual([
      { name: 'script', src, nonce: 'a' },
      { name: 'script', src, nonce: '' },
    ])
  })

  test('has a code once', () => {
    expect(new Set(CODES).size).toBe(CODES.length)
  })
})
