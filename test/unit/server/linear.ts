import { describe, expect, it } from 'vitest'
import { answering, SECRET } from './answers'
import { land, NAME, type ServerEntry } from './entry'

const LENGTH = 20_000

/** Four times the text takes four times as long where the work is linear, sixteen times where it is quadratic. */
const RATIO_MAX = 10
/** Below this a clock and a garbage collector say more than the code. */
const FLOOR_MS = 0.5
const TRIES = 6
const ROUNDS = 5

const repeat = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length))

/** What headers may be made of: our own names, what our patterns look for, and what sets them going again and again. */
const COOKIES = [
  `${NAME}=`,
  `${NAME}=;`,
  `${NAME}=%;`,
  `${NAME}=%ff; `,
  `${NAME}=%00;`,
  `${NAME};`,
  `x${NAME}=a; `,
  '; ',
  ';',
  ' ',
  '=',
  'a=b; ',
  `;${' '.repeat(50)}`,
  '%',
  '%41',
]
const VALUES = [
  'proto=',
  'proto="',
  'proto=";',
  ' proto',
  'p',
  'pre',
  'purpose,',
  'https',
  '"',
  ';',
  ',',
  'a',
  '-',
  '\t',
]
const HEADERS = [
  'forwarded',
  'x-forwarded-proto',
  'sec-purpose',
  'purpose',
  'x-purpose',
  'x-moz',
  'sec-fetch-dest',
  'accept',
]
const RETRIES = ['(', ')', '1', ' ', ':', '+', '-', 'Mon, ', '0', '.', 'e', 'x', 'Thu, 01 Jan 2026 ', '((']
const TEXTS = ['sk_introw_dem', 's', 's%73', '\\', '\\u0073', '%', 'sk_', '%73%6b', '\\\\u00', 'u00', '[apiKey]', '"']

export function describeLinearTime({ captureClick, createConversions, readClickId }: ServerEntry): void {
  describe('takes time in proportion to what strangers send', () => {
    it.each(COOKIES)('readClickId, a cookie made of %j', async (unit) => {
      await expectLinear((length) => {
        const header = repeat(unit, length)
        return () => readClickId(header)
      })
    })

    it.each(HEADERS)('captureClick, the header %s', async (name) => {
      for (const unit of VALUES)
        await expectLinear((length) => {
          const request = land('?irw_id=a', { [name]: `a${repeat(unit, length)}a` })
          return () => captureClick(request, { domain: 'shop.com', consent: true, trustProxy: true })
        })
    })

    it('captureClick, thousands of headers', async () => {
      await expectLinear((length) => {
        const names = Array.from({ length: length / 20 }, (_, index) => [`x-purpose-${index}`, 'purpose'])
        const request = land('?irw_id=a', Object.fromEntries(names))
        return () => captureClick(request, { domain: 'shop.com', consent: true })
      })
    })

    it('captureClick, a domain taken from a request', async () => {
      for (const unit of ['a', 'a.', '-', '1', 'a1-.'])
        await expectLinear((length) => {
          const domain = `a.${repeat(unit, length)}!`
          return () => {
            try {
              captureClick(land(''), { domain, consent: true })
            } catch {}
          }
        })
    })

    const record = (answer: () => Response) => {
      const conversions = createConversions({ apiKey: SECRET, fetch: answering(answer), retries: 0 })
      return () => conversions.record({ clickId: 'a' }).catch(() => undefined)
    }

    it.each(RETRIES)('record, a Retry-After made of %j', async (unit) => {
      await expectLinear((length) => {
        const headers = { 'retry-after': `a${repeat(unit, length)}a` }
        return record(() => new Response('{}', { status: 503, headers }))
      })
    })

    it.each(TEXTS)('record, a message made of %j', async (unit) => {
      await expectLinear((length) => {
        const json = JSON.stringify({ error: { message: repeat(unit, length) } })
        return record(() => new Response(json, { status: 400 }))
      })
    })

    it('record, a click id from a form', async () => {
      for (const unit of ['a', '%', '\u00e9', '\ud83d\ude00', '\0'])
        await expectLinear((length) => {
          const clickId = repeat(unit, length)
          const conversions = createConversions({ apiKey: SECRET, fetch: answering(Response.json({})) })
          return () => conversions.record({ clickId })
        })
    })
  })
}

/**
 * Noise only ever adds, so that one measurement in proportion is proof enough. Each other one is of longer texts, since
 * from some size on memory is had in another way.
 */
async function expectLinear(prepare: (length: number) => () => unknown): Promise<void> {
  let ratio = Infinity
  for (let tries = 0; tries < TRIES && ratio >= RATIO_MAX; tries++) {
    const length = tries % 2 ? 4 * LENGTH : LENGTH
    const small = await best(prepare(length))
    ratio = Math.min(ratio, (await best(prepare(4 * length))) / Math.max(small, FLOOR_MS))
  }
  expect(ratio).toBeLessThan(RATIO_MAX)
}

async function best(run: () => unknown): Promise<number> {
  let bestMs = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now()
    await run()
    bestMs = Math.min(bestMs, performance.now() - startedAt)
  }
  return bestMs
}
