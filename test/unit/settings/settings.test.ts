// @vitest-environment happy-dom
import fc from 'fast-check'
import { beforeEach, describe, test } from 'vitest'
import { arrive, newVisitor } from '../../support/unit/page'

const NUM_RUNS = 10_000

beforeEach(() => newVisitor())

describe('whatever the settings are', () => {
  test('nothing is thrown, the click is kept, and no cookie attribute is injected', async () => {
    await arrive('https://www.shop.test/')
    const { readSetting, isOn, createOptionsSource, createScriptSource, addSource } =
      await import('../../../src/settings')
    const names = [
      'publishable-key',
      'api-host',
      'cookie-domain',
      'cookie-days',
      'consent',
      'hubspot',
      'hubspot-meetings',
      'outbox',
      'keep-url',
    ]
    const pattern = /^[a-z]{2,}$/
    let current: (name: string) => unknown = () => undefined
    addSource((name) => current(name))
    const script = document.createElement('script')
    const value = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom<unknown>('on', 'off', 'required', Symbol('s'), () => 1),
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), value, fc.webUrl({ withQueryParameters: true }), (name, given, src) => {
        const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
        current = createOptionsSource({ [camel]: given } as object)
        const read = readSetting(name, pattern)
        script.setAttribute('src', src)
        current = createScriptSource(script)
        return (read === undefined || pattern.test(read)) && typeof isOn(name) === 'boolean'
      }),
      { numRuns: NUM_RUNS },
    )
  })
})
