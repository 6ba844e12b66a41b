import { describe, expect, test } from 'vitest'
import type { Options } from '../../../../src/options'
import { KEY } from '../../../support/unit/backend'
import { affiliate } from '../../../support/unit/page'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { backend, codes, find, land, landing, lines, messages, TAG, track, visit } from './debug'

const SECRET = 'sk_live_0123456789abcdef'

/** Whatever the development build has said, on the console and as data. */
const listSaid = () => lines.join('\n') + JSON.stringify(affiliate().debug?.())

const start = async (options: unknown) => visit(await landing(), { options: options as Options })

describe('of a secret key it gives the alarm, and prints the first letters alone', () => {
  test.each<[string, string, Record<string, string>]>([
    ['publishable-key of the script tag', 'sk_live', { 'data-publishable-key': SECRET }],
    [
      "publishable-key of the script's URL",
      'sk_live',
      { src: `https://a.test/affiliate.js?publishable-key=${SECRET}` },
    ],
    [
      "publishable-key of the script's URL",
      'sk_live',
      { src: `https://a.test/affiliate.js#publishable-key=${SECRET}` },
    ],
    ['data-api-key of the script tag', 'sk_live', { ...TAG, 'data-api-key': SECRET }],
    ['publishable-key of the script tag', 'sk_live', { ...TAG, 'publishable-key': SECRET }],
    ['data-cookie-domain of the script tag', 'sk_live', { ...TAG, 'data-cookie-domain': SECRET }],
    ['data-api-host of the script tag', 'sk_live', { ...TAG, 'data-api-host': SECRET }],
    ["secret of the script's URL", 'sk_live', { ...TAG, src: `https://a.test/affiliate.js?secret=${SECRET}` }],
    ['publishable-key of the script tag', 'sk_live', { 'data-publishable-key': `"${SECRET}"` }],
    ['publishable-key of the script tag', 'sk_live', { 'data-publishable-key': `Bearer ${SECRET}` }],
    ['publishable-key of the script tag', 'SK_LIVE', { 'data-publishable-key': SECRET.toUpperCase() }],
    ['publishable-key of the script tag', 'sk-live', { 'data-publishable-key': SECRET.replaceAll('_', '-') }],
  ])('%s: %s', async (place, first, tag) => {
    await land(tag)
    void track({ email: EMAIL })
    await elapse(1_000)
    expect(find('secret-key')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(`^Alarm: ${place} is a secret key \\(${first}…\\)`),
      remedy: expect.stringContaining('Revoke it'),
    })
    expect(listSaid()).not.toMatch(/0123/)
  })

  test.each<[string, unknown]>([
    ['publishable-key', { publishableKey: SECRET }],
    ['apiKey', { publishableKey: KEY, apiKey: SECRET }],
    ['nested', { publishableKey: KEY, nested: [SECRET] }],
    ['options', SECRET],
    ['options', [SECRET]],
  ])('%s of init()', async (name, options) => {
    await start(options)
    expect(find('secret-key')?.text).toMatch(new RegExp(`^Alarm: ${name} of the init\\(\\) call is a secret key`))
    expect(listSaid()).not.toContain(SECRET)
  })

  test('of one call', async () => {
    await land()
    await track({ email: EMAIL, publishableKey: SECRET })
    expect(find('secret-key')?.text).toContain('publishable-key of the track() call is a secret key (sk_live…)')
    expect(codes()).toContain('recorded')
    expect(listSaid()).not.toContain(SECRET)
  })

  test('in a field that track() does not send', async () => {
    await land()
    await track({ email: EMAIL, apiKey: SECRET })
    expect(find('secret-key')?.text).toContain('apiKey of the track() call')
    expect(find('track-unknown')?.remedy).toContain('publishableKey')
    expect(listSaid()).not.toContain(SECRET)
  })

  test('in properties, which are sent as they are', async () => {
    backend.sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    await land()
    void track({ email: EMAIL, properties: { config: { key: SECRET }, [SECRET]: 1 } })
    await elapse(1_000)
    expect(find('secret-sent')?.text).toContain('properties.config of a track() call has a secret key in it (sk_live…)')
    expect(affiliate().debug?.().outbox).toHaveLength(1)
    expect(listSaid()).not.toContain(SECRET)
  })

  test('also in what others have said: an error, a misspelt consent', async () => {
    await land()
    affiliate().consent(SECRET as unknown as boolean)
    affiliate().ready(() => {
      throw new TypeError(`${SECRET} is not a function`)
    })
    expect(codes()).toEqual(expect.arrayContaining(['consent-odd', 'caught-mistake']))
    expect(listSaid()).not.toContain(SECRET)
  })

  test('whatever its form: what is no publishable key may be a secret', async () => {
    const secret = '7f3c2f64-9d1e-4a0b-8c55-0d6a1b2c3d4e'
    await land({ 'data-publishable-key': secret })
    await track({ email: EMAIL })
    expect(find('key-odd')?.text).toContain('publishable-key="7f3c2f6…"')
    expect(codes()).toContain('key-refused')
    expect(listSaid()).not.toContain(secret)
  })
})

describe('of a key that is none it tells why', () => {
  test.each([
    ['"pk_aff_org_demo"', 'it has quotes in it'],
    ['‘pk_aff_org_demo’', 'it has quotes in it'],
    ['&quot;pk_aff_org_demo&quot;', 'it has quotes in it'],
    ['Bearer pk_aff_org_demo', 'Bearer stands before it'],
    ['YOUR_KEY', 'placeholder'],
    ['your-publishable-key', 'placeholder'],
    ['PUBLISHABLE_KEY', 'placeholder'],
    ['pk_aff_org_...', 'placeholder'],
    ['pk_aff_…', 'placeholder'],
    ['pk_aff_xxxxxxxx', 'placeholder'],
    ['<key>', 'placeholder'],
    ['{{ affiliate_key }}', 'placeholder'],
    ['${KEY}', 'placeholder'],
    ['%VITE_KEY%', 'placeholder'],
    ['process.env.KEY', 'placeholder'],
    ['', 'an unset variable'],
    ['undefined', 'an unset variable'],
    ['null', 'an unset variable'],
    ['[object Object]', 'an unset variable'],
    ['[object Promise]', 'an unset variable'],
    ['pk_live_51Habc', "Stripe's"],
    ['aff_org_demo', 'begin with pk_'],
  ])('%j: %s', async (key, why) => {
    await land({ 'data-publishable-key': key })
    expect(find('key-odd')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(/^publishable-key=".*" of the script tag is no publishable key/),
      remedy: expect.stringMatching(/./),
    })
    expect(find('key-odd')?.text).toContain(why)
    expect(codes()).not.toContain('bad-setting')
  })

  test.each([undefined, null])('%j of init(), as an unset variable leaves it', async (publishableKey) => {
    await start({ publishableKey })
    expect(find('key-unset')).toMatchObject({ level: 'warn', text: expect.stringContaining(`is ${publishableKey},`) })
  })

  test.each<[unknown, string, string]>([
    ['YOUR_KEY', 'key-odd', 'track() call'],
    ['pk aff', 'bad-setting', "the page's is used"],
    [7, 'bad-setting', 'publishableKey="7" of the track() call'],
    [{}, 'bad-setting', 'publishableKey="[object Object]" of the track() call'],
  ])('%j of one call', async (publishableKey, code, text) => {
    await land()
    void track({ email: EMAIL, publishableKey })
    expect(find(code)?.text).toContain(text)
  })

  test.each([undefined, null])('nothing of a call that gives none: %j', async (publishableKey) => {
    await land()
    await track({ email: EMAIL, publishableKey })
    expect(messages().filter(({ level }) => level === 'warn')).toEqual([])
  })
})
