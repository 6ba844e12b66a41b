// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { ConversionResult } from '../../../src/types'
import { cookieOn, cookieWrites, setCookie, watchStorage } from '../../support/unit/browser'
import { arrive } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { elapse, settle } from '../../support/unit/time'
import { NOTHING, open } from './consent'

const { backend, sandbox, calls, landing } = useShop()

describe('while consent is undecided', () => {
  test('nothing is stored or sent, and the URL keeps its parameter', async () => {
    const storageCalls = watchStorage()
    const url = await landing()
    const page = await open(url)
    void page.track({ email: EMAIL })
    page.ready(() => {})
    await elapse(60_000)
    // Looked at, once, for what has become too old.
    expect(storageCalls).toEqual(['getItem'])
    expect(cookieWrites).toEqual([])
    expect(calls).toEqual([])
    expect(location.href).toBe(url)
    expect(page.getClickId()).toBeNull()
  })

  test('track() is queued as undecided after 3 seconds', async () => {
    const page = await open(await landing())
    let result: ConversionResult | undefined
    void page.track().then((value) => (result = value))
    await elapse(2_999)
    expect(result).toBeUndefined()
    await elapse(1)
    expect(result).toEqual({ status: 'queued', ...NOTHING, reason: 'undecided' })
  })

  test('an earlier cookie is an earlier grant', async () => {
    const page = await open(await landing())
    page.consent(true)
    const id = page.getClickId()
    const next = await open(SHOP)
    expect(next.getClickId()).toBe(id)
    void next.track({ email: EMAIL })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test("a cookie that the merchant's server set is an earlier grant", async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=a; path=/')
    expect((await open(SHOP)).getClickId()).toBe('a')
  })

  test('an earlier grant serves a new click', async () => {
    ;(await open(await landing())).consent(true)
    const click = await backend.click()
    await open(`${SHOP}?irw_id=${click}`)
    expect(cookieOn(SHOP)).toBe(click)
  })
})
