import { describe, expect, test } from 'vitest'
import { define } from '../../../support/unit/browser'
import { affiliate } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../../support/unit/time'
import { codes, find, land, sandbox, track, visit } from './debug'

describe('of a conversion it tells', () => {
  test('its way: kept, sent, recorded; and that a click counts once', async () => {
    await land()
    await track({ email: EMAIL })
    expect(codes().slice(-3)).toEqual(['kept', 'sending', 'recorded'])
    await track({ email: 'second@acme.example' })
    expect(find('duplicate')).toMatchObject({
      text: expect.stringContaining('the conversion of second@acme.example'),
      remedy: expect.stringContaining('first conversion of a click is final'),
    })
  })

  test('what track() cannot take', async () => {
    await land()
    await track({ email: EMAIL, plan: 'pro', seats: 3, properties: { at: NaN, run() {}, ok: 1 } })
    expect(find('track-unknown')?.remedy).toContain('properties: { plan, seats }')
    expect(find('properties-dropped')?.text).toContain('at, run')
    await track('lead@acme.example' as unknown as object)
    expect(find('track-odd')?.text).toContain('a text')
  })

  test.each([
    ['ada@acme', 'its domain has no dot'],
    ['ada', 'it has no @'],
    ['ada lovelace@acme.example', 'it has a space in it'],
    ['a..b@acme.example', 'a dot stands'],
    ['ada@-acme.example', 'hyphen'],
    ['adä@acme.example', 'letters beyond ASCII'],
    ['a@b@acme.example', 'more than one @'],
    [`${'a'.repeat(250)}@acme.example`, 'longer than 254'],
    ['a!b@acme.example', 'a character that the pattern does not take'],
  ])('that the API’s pattern refuses %s, and why', async (email, why) => {
    await land()
    await track({ email })
    expect(find('email-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(why),
      remedy: expect.stringContaining('type="email"'),
    })
  })

  test('that its values were cut', async () => {
    await land()
    await track({ properties: { text: 'x'.repeat(40_000) } })
    expect(codes()).toContain('values-cut')
  })

  test('that its key is wrong', async () => {
    await land({ 'data-publishable-key': 'pk_wrong' })
    await track({ email: EMAIL })
    expect(find('key-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(/pk_wrong \(401, invalid_publishable_key/),
      remedy: expect.stringContaining("campaign's key"),
    })
    expect(codes()).toContain('next-page')
  })

  test('that the page’s origin is not on the list, with the origin to add', async () => {
    define(self, 'origin', { get: () => location.origin })
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    await land()
    await track({ email: EMAIL })
    expect(find('origin-refused')).toMatchObject({
      level: 'warn',
      remedy: expect.stringContaining("Add https://www.shop.test to the campaign's allowed origins"),
    })
  })

  test('that the API knows no such click', async () => {
    await visit(`${SHOP}?irw_id=made_up`)
    await track({ email: EMAIL })
    expect(find('ignored')?.remedy).toContain('Follow a partner link of the campaign')
  })

  test('when it is tried again, and why', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 503 })
    await land()
    await track({ email: EMAIL })
    expect(find('tried-again')?.text).toMatch(
      /^The answer was 503: tried again in [12] s: the conversion of lead@acme\.example$/,
    )
    expect(affiliate().debug?.().outbox).toEqual([
      { body: expect.objectContaining({ email: EMAIL }), madeAt: expect.any(String), dueAt: expect.any(String) },
    ])
    await elapse(3_000)
    expect(codes().at(-1)).toBe('recorded')
    expect(affiliate().debug?.().outbox).toEqual([])
  })

  test('that the API will never take it', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 422 })
    await land()
    await track({ email: EMAIL })
    expect(find('rejected')).toMatchObject({ level: 'warn', text: expect.stringContaining('given up') })
  })

  test('that it has waited too long', async () => {
    await land({})
    void track({ email: EMAIL })
    sleep(8 * DAY_MS)
    await visit(SHOP)
    await elapse(3_000)
    expect(find('too-old')?.text).toContain(EMAIL)
  })

  test('that too many wait', async () => {
    await land({})
    for (let nth = 0; nth <= 20; nth += 1) void track({ email: `lead${nth}@acme.example` })
    expect(find('over-cap')?.text).toContain('lead20@acme.example')
  })
})
