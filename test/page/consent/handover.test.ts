// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieWrites } from '../../support/unit/browser'
import { newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { daysWritten, handed } from '../click/click'

const MINUTE_MS = 60_000
const REQUIRED = { tag: { 'data-consent': 'required' } }

beforeEach(() => newVisitor())

describe('a click that another domain hands over, with consent required', () => {
  test('it waits for the yes, minutes later too, and stays in the address until then', async () => {
    const url = handed('a')
    const page = await visit(url, REQUIRED)
    await elapse(10 * MINUTE_MS)
    expect([page.getClickId(), location.href, cookieWrites.length, localStorage.length]).toEqual([null, url, 0, 0])
    page.consent(true)
    expect(page.getClickId()).toBe('a')
    expect(daysWritten()).toBe(80)
    await elapse(5_000)
    expect(location.href).toBe(`${SHOP}?x=1`)
  })

  test('the yes may come on the next page', async () => {
    const url = handed('a')
    await visit(url, REQUIRED)
    await elapse(MINUTE_MS)
    const page = await visit(`${SHOP}next`, { ...REQUIRED, referrer: url })
    expect(page.getClickId()).toBeNull()
    page.consent(true)
    expect(page.getClickId()).toBe('a')
  })

  test('a no leaves nothing of it, and the address as it is', async () => {
    const url = handed('a')
    const page = await visit(url, REQUIRED)
    page.consent(false)
    await elapse(5_000)
    expect([page.getClickId(), cookieWrites.length, localStorage.length]).toEqual([null, 0, 0])
    expect(location.href).toBe(url)
  })
})
