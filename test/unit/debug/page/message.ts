import { describe, expect, test, vi } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { codes, find, FORM, land, lines, submitForm, track, visit } from './debug'

describe('a message', () => {
  test('is a line on what is so and a line on what to do, under the name of the script', async () => {
    await land({})
    void track({ email: EMAIL })
    expect(lines.join('\n')).toContain(
      'warn [affiliate.js] There is no publishable key, so conversions are kept and not sent.\n  → Put your campaign',
    )
  })

  test('is data too, with its code and time', async () => {
    await land({})
    void track({ email: EMAIL })
    expect(find('no-key')).toEqual({
      code: 'no-key',
      level: 'warn',
      text: expect.stringContaining('no publishable key'),
      remedy: expect.stringContaining('data-publishable-key'),
      time: expect.stringMatching(/^2026-01-05T12:00:0\d\.\d{3}Z$/),
    })
  })

  test('is said once, however often its reason comes up', async () => {
    await visit(SHOP)
    for (let times = 0; times < 5; times += 1) await track({ plan: 'pro' })
    expect(codes().filter((code) => code === 'track-no-click')).toHaveLength(1)
    expect(codes().filter((code) => code === 'track-unknown')).toHaveLength(1)
  })

  test('of one conversion is said again, and not remembered for that', async () => {
    await visit(SHOP)
    const { say } = await import('../../../../src/debug/voice')
    const add = vi.spyOn(Set.prototype, 'add')
    say('offline', 'the conversion of ada')
    say('offline', 'the conversion of ada')
    say('address-cleaned')
    const remembered = add.mock.calls.map(([text]) => String(text))
    add.mockRestore()
    expect(codes().filter((code) => code === 'offline')).toHaveLength(2)
    expect(remembered).toEqual([expect.stringContaining('taken out of the address bar')])
  })

  test('on a console that throws breaks nothing', async () => {
    vi.spyOn(console, 'info').mockImplementation(() => {
      throw new Error('no')
    })
    vi.spyOn(console, 'warn').mockImplementation(() => {
      throw new Error('no')
    })
    await land({})
    submitForm(FORM)
    const passing = elapse(5_000)
    expect(await Promise.race([track({ email: EMAIL, publishableKey: KEY }), passing])).toMatchObject({
      status: 'recorded',
    })
    // Else it would run the timers of the next test.
    await passing
  })

  test('that comes later, on a console that throws, breaks nothing either', async () => {
    await land()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    vi.spyOn(console, 'warn').mockImplementation(() => {
      throw new Error('no')
    })
    await track({ email: EMAIL })
    await elapse(1_000)
    expect(codes()).toContain('unreachable')
  })
})
