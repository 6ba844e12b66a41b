// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { KEY } from '../../support/unit/backend'
import { cookieOn, cookieWrites } from '../../support/unit/browser'
import { daysOf } from '../../support/unit/cookie'
import { importNpm, newVisitor, visit } from '../../support/unit/page'
import { useShop } from '../../support/unit/shop'
import { elapse, settle } from '../../support/unit/time'
import { LANDING, lastKey } from './setting'

const { backend, calls } = useShop()

describe('a later source', () => {
  const init = async (options: object) => (await importNpm()).init(options)

  test('fills gaps: init() beside a tag without a key', async () => {
    const page = await visit(LANDING, { tag: {} })
    const result = page.track()
    await settle()
    expect(calls).toHaveLength(0)
    expect(await init({ publishableKey: KEY })).toBe(page)
    expect(await lastKey(calls)).toBe(KEY)
    expect(await result).toMatchObject({ status: 'queued', reason: 'no-key' })
  })

  test('never replaces a key', async () => {
    const page = await visit(LANDING, { tag: { 'data-publishable-key': 'pk_tag' } })
    await init({ publishableKey: 'pk_later' })
    void page.track()
    expect(await lastKey(calls)).toBe('pk_tag')
  })

  test('never switches on what was switched off', async () => {
    await visit(LANDING, { tag: { 'data-keep-url': 'off' } })
    await init({ keepUrl: 'on' })
    await elapse(3000)
    expect(location.href).toBe('https://www.shop.test/')
  })

  test.each([
    ['local', 'memory'],
    ['memory', 'local'],
  ])('never moves an outbox to where more is stored: %s, then %s', async (first, second) => {
    const page = await visit(LANDING, { tag: { 'data-outbox': first } })
    await init({ outbox: second })
    void page.track({ email: 'lead@acme.example' })
    expect(localStorage.getItem('_introw_aff')).not.toContain('lead@acme.example')
  })

  test('fills in for a bad value', async () => {
    await visit('https://www.shop.test/', { tag: { 'data-cookie-days': 'many', 'data-consent': 'required' } })
    await init({ cookieDays: 5 })
    const page = await visit('https://www.shop.test/?irw_id=b', {
      tag: { 'data-cookie-days': 'many', 'data-consent': 'required' },
    })
    await init({ cookieDays: 5 })
    page.consent(true)
    expect(daysOf(cookieWrites.at(-1))).toBe(5)
  })

  test('may tighten consent, and not loosen it', async () => {
    const page = await visit(LANDING, { tag: {} })
    await init({ consent: 'required' })
    expect(page.getClickId()).toBe('a')
    newVisitor(backend)
    const strict = await visit(LANDING, { tag: { 'data-consent': 'required' } })
    await init({ consent: 'granted' })
    expect(strict.getClickId()).toBeNull()
    expect(cookieOn(LANDING)).toBeUndefined()
  })

  test('that tightens consent leaves a page without an earlier grant undecided', async () => {
    const page = await visit('https://www.shop.test/', { tag: {} })
    await init({ consent: 'required' })
    const result = page.track()
    await elapse(3000)
    expect(await result).toMatchObject({ status: 'queued', reason: 'undecided' })
  })
})
