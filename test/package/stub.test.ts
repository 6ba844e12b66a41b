// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { measureBytes } from '../../scripts/sizes.mjs'
import type { Affiliate } from '../../src/types'
import { readStub } from '../support/stub'
import { STUB_BUDGET_BYTES } from './budget'

const stub = readStub()
const code = stub.replace(/<\/?script>/g, '')

const page = window as unknown as { introw?: { affiliate?: Affiliate & { queue: unknown[] } } }

describe('the stub', () => {
  test(`is at most ${STUB_BUDGET_BYTES} bytes of gzip, its script element included`, () => {
    expect(measureBytes(stub).gzip).toBeLessThanOrEqual(STUB_BUDGET_BYTES)
  })

  test('is one line, one script element, in ASCII', () => {
    expect(stub).toMatch(/^<script>[ -~]+<\/script>$/)
    expect(stub.match(/<\/?script/g)).toHaveLength(2)
  })

  test('reads the same in XHTML', () => {
    expect(code).not.toMatch(/[&<]|]]>/)
  })
})

describe('evaluated', () => {
  beforeEach(() => {
    Reflect.deleteProperty(window, 'introw')
    vi.useFakeTimers()
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  test.each([
    ['as a script', () => (0, eval)(code)],
    ['in a function that has no this', () => new Function(`'use strict';${code}`)()],
  ])('%s, it keeps what is called, by its name, and settles after 3 seconds', async (_, run) => {
    run()
    const { affiliate } = page.introw ?? {}
    const result = affiliate?.track({ email: 'lead@acme.example' })
    affiliate?.consent(true)
    expect(affiliate?.queue).toEqual([
      ['track', { email: 'lead@acme.example' }, expect.any(Function)],
      ['consent', true, expect.any(Function)],
    ])
    expect(affiliate?.getClickId()).toBeNull()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await result).toEqual({
      status: 'queued',
      reason: 'no-script',
      conversionId: null,
      formSubmissionId: null,
    })
  })

  test('it leaves no global but introw', () => {
    const before = new Set(Object.getOwnPropertyNames(globalThis))
    ;(0, eval)(code)
    expect(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))).toEqual(['introw'])
  })
})
