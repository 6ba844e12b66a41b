// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Entry } from '../../../src/stored/state'
import { setCookie } from '../../support/unit/browser'
import { newVisitor, visit } from '../../support/unit/page'
import { DAY_MS, settle } from '../../support/unit/time'
import { NUM_RUNS } from '../../support/unit/runs'

const NOW = Date.UTC(2026, 0, 5)

describe('whatever the outbox key holds', () => {
  const KEY = '_introw_aff'
  const odd = fc.oneof(
    fc.anything(),
    fc.string(),
    fc.constantFrom<unknown>(null, NaN, -1, 1e300, '{', '{}', [], ['{'], {}, { toString: 1 }),
  )
  const oneOf = <T>(good: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: odd })
  const click = fc.constantFrom('other', 'b', '__proto__')
  const entries = fc.record(
    {
      clickId: oneOf(click),
      body: oneOf(fc.record({ clickId: click, email: fc.string() }).map((body) => JSON.stringify(body))),
      madeAt: oneOf(fc.integer({ min: NOW - 9 * DAY_MS, max: NOW + 9 * DAY_MS })),
      dueAt: oneOf(fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS })),
      publishableKey: oneOf(fc.string()),
      heldFor: oneOf(fc.uuid()),
    },
    { requiredKeys: [] },
  )
  const shaped = fc.record(
    {
      click: oneOf(fc.record({ id: oneOf(click), firstSeenAt: oneOf(fc.nat()), cookieDomain: oneOf(fc.string()) })),
      clickBefore: oneOf(fc.record({ id: oneOf(click), firstSeenAt: oneOf(fc.nat()) })),
      taken: oneOf(fc.array(oneOf(fc.string()))),
      outbox: oneOf(fc.array(oneOf(entries), { maxLength: 25 })),
    },
    { requiredKeys: [] },
  )
  const json = (value: unknown) => {
    try {
      return String(JSON.stringify(value))
    } catch {
      return ''
    }
  }
  const contents = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    odd.map(json),
    shaped.map(json),
    fc.tuple(shaped.map(json), fc.nat(400)).map(([text, length]) => text.slice(0, length)),
  )

  test('nothing is thrown, and a conversion that follows is stored and sent', async () => {
    newVisitor()
    vi.setSystemTime(NOW)
    const page = await visit('https://www.shop.test/', { before: () => setCookie('_introw_aff=mine; path=/') })
    const bodies: string[] = []
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      bodies.push(String(init.body))
      return new Promise(() => {})
    })
    let count = 0
    const rejections: unknown[] = []
    const onRejection = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', onRejection)
    fc.assert(
      fc.property(contents, (content) => {
        localStorage.setItem(KEY, content)
        bodies.length = 0
        const name = `p${count++}`
        void page.track({ properties: { name } })
        const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}').outbox.filter(({ body }: Entry) =>
          String(body).includes(`"${name}"`),
        )
        const isSent = bodies.filter((body) => body.includes(`"${name}"`)).length === 1
        if (count % 100 === 0) vi.clearAllTimers()
        return stored.length === 1 && isSent
      }),
      { numRuns: NUM_RUNS },
    )
    await settle()
    process.off('unhandledRejection', onRejection)
    expect(rejections).toEqual([])
  })

  test.each(['click', 'outbox'])('a time that is no number in "%s" keeps nothing from being sent', async (name) => {
    newVisitor()
    await visit('https://www.shop.test/?irw_id=mine')
    const damaged = {
      id: 'mine',
      clickId: 'mine',
      body: '{',
      madeAt: { toString: 1 },
      firstSeenAt: { toString: 1 },
      dueAt: NOW,
    }
    localStorage.setItem(KEY, JSON.stringify({ taken: [], outbox: [], [name]: name === 'click' ? damaged : [damaged] }))
    const page = await visit('https://www.shop.test/two')
    const post = vi.fn(() => new Promise(() => {}))
    vi.stubGlobal('fetch', post)
    expect(() => void page.track()).not.toThrow()
    expect(post).toHaveBeenCalledOnce()
  })

  test('a page that finds it at rest throws nothing, and goes on', async () => {
    const errors: unknown[] = []
    const onError = (event: ErrorEvent) => errors.push(event.error)
    window.addEventListener('error', onError)
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        newVisitor()
        localStorage.setItem(KEY, content)
        const page = await visit('https://www.shop.test/?irw_id=mine')
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no')))
        page.getClickId()
        vi.advanceTimersByTime(5_000)
        await settle()
        return document.cookie === '_introw_aff=mine' && errors.length === 0
      }),
      { numRuns: 200 },
    )
  })
})
