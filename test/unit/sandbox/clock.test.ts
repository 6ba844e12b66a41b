// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/sandbox'
import { follow, post } from './post'

const NOON = Date.UTC(2026, 10, 24, 12)

describe("the sandbox's clock", () => {
  test('runs with the real one, from wherever it was moved to', () => {
    let real = NOON
    const { clock } = createSandbox({ now: () => real })
    expect(clock.now()).toBe(NOON)
    clock.advance({ days: 91, hours: 1, minutes: 1, ms: 1 })
    expect(clock.offsetMs()).toBe(91 * 86_400_000 + 3_600_000 + 60_000 + 1)
    real += 500
    expect(clock.now()).toBe(real + clock.offsetMs())
    clock.set(0)
    real += 500
    expect(clock.now()).toBe(500)
    clock.advance({ days: -1 })
    expect(clock.now()).toBe(500 - 86_400_000)
    clock.reset()
    expect(clock.now()).toBe(real)
  })

  test.each([[NaN], [Infinity], [-Infinity], [9e15], [8.64e15], [-8.64e15], [253_402_300_799_999], [1e308]])(
    'does not move to %d, which is no date or beyond the years that are written with four digits',
    (ms) => {
      const { clock } = createSandbox({ now: () => NOON })
      expect(() => clock.set(ms)).toThrow('0001-01-01 to 9999-12-31')
      expect(() => clock.advance({ ms })).toThrow(RangeError)
      expect(clock.now()).toBe(NOON)
    },
  )

  test.each([['0001-01-01T00:00:00Z'], ['9999-12-31T00:00:00Z']])(
    'moves as far as %s, and works there',
    async (end) => {
      const sandbox = createSandbox()
      sandbox.clock.set(Date.parse(end))
      const clickId = await follow(sandbox)
      expect((await post(sandbox, { clickId })).body.status).toBe('recorded')
      const { sections } = await (await sandbox.fetch(new Request('http://localhost/sandbox/view'))).json()
      expect(sections.clicks).toContain(end.slice(0, 10))
      expect(JSON.stringify(sections)).not.toContain('cannot be shown')
    },
  )

  test('goes back to the real time with a reset of the sandbox', () => {
    const sandbox = createSandbox({ now: () => NOON })
    sandbox.clock.advance({ days: 1 })
    sandbox.faults.add({ on: 'post', times: 1, kind: 'drop' })
    sandbox.reset()
    expect([sandbox.clock.now(), sandbox.faults.list()]).toEqual([NOON, []])
  })
})
