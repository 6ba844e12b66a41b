// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Affiliate } from '../../../src/types'
import { KEY } from '../../support/unit/backend'
import { affiliate, arrive, importNpm, loadTag } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { elapse, settle, until } from '../../support/unit/time'
import { runStub } from './stub'

const { sandbox, calls, landing } = useShop()
const NOT_YET = { status: 'queued', conversionId: null, formSubmissionId: null, reason: 'no-script' }

interface Page {
  introw?: Record<string, unknown> & { affiliate?: Affiliate }
}
const page = window as unknown as Page

describe('the stub', () => {
  test('answers before the script is there, and its promises settle within 3 seconds if it never comes', async () => {
    await arrive(await landing())
    runStub()
    const stubbed = affiliate()
    expect(stubbed.getClickId()).toBeNull()
    const called = vi.fn()
    stubbed.ready(called)
    stubbed.consent(true)
    const result = until(stubbed.track({ email: EMAIL }))
    await elapse(2_999)
    expect(result.value).toBeUndefined()
    await elapse(1)
    expect(result.value).toEqual(NOT_YET)
    expect(called).not.toHaveBeenCalled()
  })

  test('hands what was called to the script, consent first, the rest in order', async () => {
    await arrive(await landing())
    runStub()
    const log: string[] = []
    const first = until(affiliate().track({ properties: { n: 1 } }))
    affiliate().ready(({ getClickId }) => log.push(getClickId() === null ? 'without consent' : 'with consent'))
    const second = until(affiliate().track({ properties: { n: 2 } }))
    affiliate().consent(true)
    await loadTag({ 'data-publishable-key': KEY, 'data-consent': 'required' })
    await settle()
    expect(log).toEqual(['with consent'])
    expect([first.value?.status, second.value?.status]).toEqual(['recorded', 'duplicate'])
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 2])
  })

  test('hands over a no before anything is written', async () => {
    await arrive(await landing())
    runStub()
    const result = until(affiliate().track({ email: EMAIL }))
    affiliate().consent(false)
    await loadTag({ 'data-publishable-key': KEY, 'data-consent': 'required' })
    await elapse(5_000)
    expect(result.value).toMatchObject({ status: 'ignored', reason: 'no-consent' })
    expect([document.cookie, localStorage.length, calls.length]).toEqual(['', 0, 0])
  })

  test('has what was called done by a script that comes late', async () => {
    await arrive(await landing())
    runStub()
    const result = until(affiliate().track({ email: EMAIL }))
    await elapse(60_000)
    expect(result.value).toEqual(NOT_YET)
    await loadTag()
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('leaves references that go on working', async () => {
    await arrive(await landing())
    runStub()
    const held = affiliate()
    const { track, consent, ready, getClickId } = held
    await loadTag()
    expect(affiliate()).not.toBe(held)
    expect(getClickId()).toBe(affiliate().getClickId())
    const called = vi.fn()
    ready(called)
    expect(called).toHaveBeenCalledWith(affiliate())
    const result = until(track({ email: EMAIL }))
    await settle()
    expect(result.value?.status).toBe('recorded')
    consent(false)
    expect(affiliate().getClickId()).toBeNull()
    expect(document.cookie).toBe('')
  })

  test('leaves references whose promises settle within 3 seconds, with the truth', async () => {
    await arrive(await landing())
    runStub()
    const { track } = affiliate()
    await loadTag()
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const result = until(track({ email: EMAIL }))
    await elapse(3_000)
    expect(result.value).toMatchObject({ status: 'queued', reason: 'waiting' })
  })

  test('gives way to the npm package', async () => {
    await arrive(await landing())
    runStub()
    const result = until(affiliate().track({ email: EMAIL }))
    const npm = await importNpm()
    expect(npm.init({ publishableKey: KEY })).toBe(affiliate())
    await settle()
    expect(result.value?.status).toBe('recorded')
  })

  test('leaves alone what is there already, and the other members of window.introw', async () => {
    await arrive(SHOP)
    page.introw = { portal: 1 }
    runStub()
    expect(page.introw.portal).toBe(1)
    const first = affiliate()
    runStub()
    expect(affiliate()).toBe(first)
    await loadTag()
    expect(page.introw.portal).toBe(1)
    const real = affiliate()
    runStub()
    expect(affiliate()).toBe(real)
  })

  test('with damaged calls in its queue stops nothing', async () => {
    await arrive(await landing())
    page.introw = {
      affiliate: {
        queue: [['track', { email: EMAIL }], ['nonsense'], ['__proto__'], ['ready', 'no function'], ['getClickId', 1]],
      } as unknown as Affiliate,
    }
    await loadTag()
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})
