// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { affiliate, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, now, sleep } from '../../../support/unit/time'
import { clickId, LINKS, useLinks } from './links'

const THERE = 'https://www.other.test/'

const { landFull, sandbox } = useLinks()

/** Follows a partner's link to the shop, and some days later one of the shop's to the other domain. */
async function goThere(days: number, tag: Readonly<Record<string, string>> = {}) {
  await landFull(LINKS)
  const id = clickId()
  sleep(days * DAY_MS)
  await visit(SHOP, { edition: 'full', tag: LINKS })
  const address = affiliate().decorate?.(THERE) ?? ''
  // Each origin has its own.
  localStorage.clear()
  return { id, there: await visit(address, { tag: { 'data-publishable-key': KEY, ...tag } }) }
}

describe('a click that is handed over', () => {
  test('is one click, and one conversion, wherever that is told', async () => {
    const { id, there } = await goThere(10)
    expect(there.getClickId()).toBe(id)
    expect((await now(there.track({ email: EMAIL }))).status).toBe('recorded')
    expect((await now((await visit(SHOP)).track({ email: EMAIL }))).status).toBe('duplicate')
    expect(sandbox.store.clicks).toHaveLength(1)
    expect(sandbox.store.conversions.map(({ clickId: of }) => of)).toEqual([id])
  })

  test('ends there when it ends here: it is sent to its last day, and no longer', async () => {
    await goThere(60)
    sleep(29 * DAY_MS)
    expect((await now((await visit(THERE)).track({ email: EMAIL }))).status).toBe('recorded')
    sleep(2 * DAY_MS)
    expect((await visit(THERE)).getClickId()).toBeNull()
  })

  test('has no new window where the other side would keep it for longer', async () => {
    const { id } = await goThere(60, { 'data-cookie-days': '365' })
    sleep(31 * DAY_MS)
    const there = await visit(THERE)
    expect(there.getClickId()).toBe(id)
    expect(await now(there.track({ email: EMAIL }))).toMatchObject({ status: 'ignored', reason: 'api' })
  })

  test('costs a page no timer before the visitor follows a link', async () => {
    await landFull({})
    await elapse(10_000)
    const without = vi.getTimerCount()
    await landFull(LINKS)
    await elapse(10_000)
    expect(vi.getTimerCount()).toBe(without)
  })
})
