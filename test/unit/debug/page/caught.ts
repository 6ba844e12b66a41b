import { describe, expect, test } from 'vitest'
import { define } from '../../../support/unit/browser'
import { affiliate } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { backend, find, landing, messages, TAG, track, visit } from './debug'

describe('of what was caught it tells', () => {
  test('a mistake of the page’s own, with its line, as something to mend', async () => {
    await visit(SHOP, { tag: TAG })
    affiliate().ready(() => {
      throw new TypeError('theirs')
    })
    expect(find('caught-mistake')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(/TypeError: theirs \(.*caught\.ts:\d+/),
      remedy: expect.stringContaining('please report it'),
    })
  })

  test('a refusal of the browser’s as something to know', async () => {
    await visit(await landing(), {
      tag: TAG,
      before: () =>
        define(window, 'localStorage', {
          get: () => {
            throw new DOMException('The document is sandboxed.', 'SecurityError')
          },
        }),
    })
    await elapse(3_000)
    expect(find('caught-refusal')).toMatchObject({ level: 'info', text: expect.stringContaining('sandboxed') })
  })

  test('nothing on a page where all is well', async () => {
    await visit(await landing(), { tag: TAG })
    void track({ email: 'ada@acme.example' })
    await elapse(10_000)
    expect(messages().filter(({ code }) => code.startsWith('caught'))).toEqual([])
  })

  test('and of a click that the API does not know, which click is tried in its place', async () => {
    await visit(await landing(), { tag: TAG })
    await elapse(3_000)
    await visit(`${SHOP}?irw_id=undefined`, { tag: TAG })
    await elapse(3_000)
    void track({ email: 'ada@acme.example' })
    await elapse(3_000)
    expect(find('click-before')).toMatchObject({ level: 'info', text: expect.stringContaining('undefined') })
    expect(backend.sandbox.store.conversions).toHaveLength(1)
  })
})
