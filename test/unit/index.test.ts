// @vitest-environment node
import { expect, test, vi } from 'vitest'
import * as npm from '../../src/index'

const NO_CLICK = { status: 'ignored', conversionId: null, formSubmissionId: null, reason: 'no-click' }

test('on a server every function answers at once, and does nothing', async () => {
  const fetch = vi.spyOn(globalThis, 'fetch')
  const setTimeout = vi.spyOn(globalThis, 'setTimeout')
  const before = Object.getOwnPropertyNames(globalThis)
  const called = vi.fn()
  const object = npm.init({ publishableKey: 'pk_aff_org_demo' })
  for (const affiliate of [npm, object]) {
    affiliate.consent(true)
    affiliate.ready(called)
    expect(affiliate.getClickId()).toBeNull()
    expect(await affiliate.track({ email: 'lead@acme.example' })).toEqual(NO_CLICK)
    expect(affiliate.version).toEqual(expect.any(String))
  }
  expect(called).not.toHaveBeenCalled()
  expect(fetch).not.toHaveBeenCalled()
  expect(setTimeout).not.toHaveBeenCalled()
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before)
})
