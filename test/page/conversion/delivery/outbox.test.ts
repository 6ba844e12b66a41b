// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { define } from '../../../support/unit/browser'
import { leave, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { STORAGE_KEY, useDelivery } from './delivery'

const { sandbox, calls, land, postFault } = useDelivery()

describe('the outbox', () => {
  test('is not written by a page that changes nothing in it, which could undo what another tab has written since', async () => {
    postFault({ kind: 'silence' })
    void (await land()).track({ email: EMAIL })
    await settle()
    leave()
    // Any write would be without these spaces.
    const spaced = JSON.stringify(JSON.parse(localStorage.getItem(STORAGE_KEY) as string), null, 1)
    localStorage.setItem(STORAGE_KEY, spaced)
    await visit(SHOP)
    await elapse(5_000)
    expect([localStorage.getItem(STORAGE_KEY), calls.length]).toEqual([spaced, 1])
    await elapse(16_000)
    expect([localStorage.getItem(STORAGE_KEY) === spaced, calls.length]).toEqual([false, 2])
  })

  test.each([
    ['local', 'localStorage'],
    ['session', 'sessionStorage'],
    ['memory', undefined],
  ] as const)('"%s" waits in %s', async (outbox, area) => {
    postFault({ kind: 'status', status: 500 })
    const page = await land({ tag: { 'data-publishable-key': KEY, 'data-outbox': outbox } })
    void page.track({ email: EMAIL })
    for (const name of ['localStorage', 'sessionStorage'] as const) {
      expect((window[name].getItem(STORAGE_KEY) ?? '').includes(EMAIL)).toBe(name === area)
    }
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect((sessionStorage.getItem(STORAGE_KEY) ?? '') + (localStorage.getItem(STORAGE_KEY) ?? '')).not.toContain(EMAIL)
  })

  test('"session" is deleted by consent(false)', async () => {
    postFault({ kind: 'status', status: 500 })
    const page = await land({ tag: { 'data-publishable-key': KEY, 'data-outbox': 'session' } })
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0])
  })

  test('is read where Prototype.js has lists written as text', async () => {
    const toJSON = function (this: unknown[]) {
      return `[${this.map((item) => JSON.stringify(item)).join(', ')}]`
    }
    postFault({ kind: 'status', status: 503 })
    const page = await land()
    define(Array.prototype, 'toJSON', { value: toJSON })
    try {
      void page.track({ email: EMAIL })
      await elapse(10_000)
      expect(JSON.parse(localStorage.getItem(STORAGE_KEY) as string).taken).toEqual(expect.any(String))
      const click = page.getClickId()
      await visit(`${SHOP}?irw_id=newer`)
      await visit(`${SHOP}?irw_id=${click}`)
      expect(document.cookie).toContain('newer')
    } finally {
      Reflect.deleteProperty(Array.prototype, 'toJSON')
    }
    expect(calls).toHaveLength(2)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('is memory where storage is full', async () => {
    const page = await land()
    const real = localStorage
    const full = {
      getItem: (name: string) => real.getItem(name),
      removeItem: (name: string) => real.removeItem(name),
      setItem: () => {
        throw new DOMException('Full', 'QuotaExceededError')
      },
    }
    define(window, 'localStorage', { get: () => full })
    postFault({ kind: 'status', status: 500 })
    expect((await now(page.track({ email: EMAIL }))).status).toBe('queued')
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})
