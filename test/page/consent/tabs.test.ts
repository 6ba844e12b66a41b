// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Entry } from '../../../src/stored/state'
import { KEY } from '../../support/unit/backend'
import { watchStorage } from '../../support/unit/browser'
import { load, visit } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { DAY_MS, elapse, settle } from '../../support/unit/time'

const { sandbox, calls, landing } = useShop()

const NAME = '_introw_aff'

/** What this tab hears when another has said no. */
const hearDenial = () =>
  window.dispatchEvent(Object.assign(new Event('storage'), { key: NAME, newValue: 'denied', oldValue: null }))

/** A tab with a conversion that waits for its next try. */
async function wait(outbox: string) {
  sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
  const page = await visit(await landing(), { tag: { 'data-publishable-key': KEY, 'data-outbox': outbox } })
  await elapse(1)
  const result = page.track({ email: EMAIL })
  await settle()
  sandbox.faults.clear()
  return { page, result, sent: calls.length }
}

describe('a no in another tab', () => {
  test.each(['local', 'session', 'memory'])('ends what waits in this one at once: outbox %s', async (outbox) => {
    const { page, sent } = await wait(outbox)
    hearDenial()
    await elapse(DAY_MS)
    expect(calls).toHaveLength(sent)
    expect(page.getClickId()).toBeNull()
    expect((sessionStorage.getItem(NAME) ?? '') + (localStorage.getItem(NAME) ?? '')).not.toContain(EMAIL)
    expect(await page.track({ email: EMAIL })).toMatchObject({ status: 'ignored', reason: 'no-consent' })
  })

  test.each(['local', 'session', 'memory'])(
    'ends it when this one is next used, where nobody has told: outbox %s',
    async (outbox) => {
      const { page, sent } = await wait(outbox)
      localStorage.removeItem(NAME)
      document.cookie = `${NAME}=; path=/; domain=shop.test; expires=Thu, 01 Jan 1970 00:00:00 GMT`
      await elapse(DAY_MS)
      expect(calls).toHaveLength(sent)
      expect(page.getClickId()).toBeNull()
    },
  )

  test('leaves nothing of a landing that has not come to its first moment', async () => {
    const page = await visit(await landing(), { tag: { 'data-publishable-key': KEY }, isLoading: true })
    expect(document.cookie).toContain(NAME)
    await elapse(1)
    localStorage.removeItem(NAME)
    document.cookie = `${NAME}=; path=/; domain=shop.test; expires=Thu, 01 Jan 1970 00:00:00 GMT`
    hearDenial()
    load()
    await elapse(DAY_MS)
    expect([document.cookie, localStorage.length]).toEqual(['', 0])
    expect(await page.track({ email: EMAIL })).toMatchObject({ status: 'ignored', reason: 'no-consent' })
    expect(calls).toEqual([])
  })

  test('is listened to right after the evaluation: a listener to storage has the browser open it', async () => {
    const heard: string[] = []
    const watch = () => {
      const add = window.addEventListener.bind(window) as (...args: unknown[]) => void
      vi.spyOn(window, 'addEventListener').mockImplementation((...args: unknown[]) => {
        heard.push(String(args[0]))
        add(...args)
      })
    }
    await visit(await landing(), { isLoading: true, before: watch })
    expect(heard).toContain('load')
    expect(heard).not.toContain('storage')
    await elapse(1)
    expect(heard).toContain('storage')
  })

  test('is told by consent(false), by a change of storage that leaves nothing', async () => {
    const { page } = await wait('memory')
    const storageCalls = watchStorage()
    page.consent(false)
    expect(storageCalls.slice(-2)).toEqual(['setItem', 'removeItem'])
    expect(localStorage.length).toBe(0)
  })

  test('is not heard in what other scripts store', async () => {
    const { sent } = await wait('local')
    window.dispatchEvent(Object.assign(new Event('storage'), { key: 'other', newValue: 'denied' }))
    window.dispatchEvent(Object.assign(new Event('storage'), { key: null, newValue: null }))
    await elapse(60_000)
    expect(calls.length).toBeGreaterThan(sent)
  })
})

describe('after seven days', () => {
  const entry: Entry = { clickId: 'a', body: `{"email":"${EMAIL}"}`, madeAt: 0, dueAt: 0 }
  const keep = (storage: Storage, madeAt: number) =>
    storage.setItem(NAME, JSON.stringify({ taken: [], outbox: [{ ...entry, madeAt, dueAt: madeAt }] }))

  test.each([
    ['where the visitor has never answered', { 'data-consent': 'required' }],
    ['where the outbox has moved to session storage', { 'data-outbox': 'session' }],
    ['where the outbox has moved to the page’s memory', { 'data-outbox': 'memory' }],
    ['where the outbox has moved to local storage', { 'data-outbox': 'local' }],
  ])('nothing waits, decided or not: %s', async (_what, attributes) => {
    await visit(SHOP, {
      tag: { 'data-publishable-key': KEY, ...attributes },
      before: () => {
        for (const storage of [localStorage, sessionStorage]) keep(storage, Date.now() - 7 * DAY_MS)
      },
    })
    await elapse(5_000)
    expect((sessionStorage.getItem(NAME) ?? '') + (localStorage.getItem(NAME) ?? '')).not.toContain(EMAIL)
  })

  test('and not before: what is younger stays where the visitor has not answered', async () => {
    await visit(SHOP, {
      tag: { 'data-publishable-key': KEY, 'data-consent': 'required' },
      before: () => keep(localStorage, Date.now() - 6 * DAY_MS),
    })
    await elapse(5_000)
    expect(localStorage.getItem(NAME)).toContain(EMAIL)
    expect(calls).toEqual([])
  })
})
