import { describe, expect, test, vi } from 'vitest'
import type { Options } from '../../../../src/options'
import { KEY } from '../../../support/unit/backend'
import { define } from '../../../support/unit/browser'
import { affiliate, importNpm, loadScript, loadTag } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { arrive, codes, find, FORM, land, landing, lines, messages, swap, TAG, told, track, visit } from './debug'

describe('of the install it tells', () => {
  test('its version, and every setting that somebody has made, with who made it', async () => {
    await land({ ...TAG, 'data-cookie-days': '30' })
    expect(find('started')?.text).toContain(
      `publishable-key="${KEY}" (script tag), cookie-days="30" (script tag), the rest as by default`,
    )
  })

  test('that no key is set, which is no mistake where every track() gives one', async () => {
    await land({})
    expect(find('no-key-yet')).toMatchObject({ level: 'info', remedy: expect.stringContaining('into every track()') })
    await track({ email: EMAIL, publishableKey: KEY })
    expect(codes()).toContain('recorded')
    expect(messages().filter(({ level }) => level === 'warn')).toEqual([])
  })

  test('that a conversion has no key, once there is one', async () => {
    await land({})
    expect(codes()).not.toContain('no-key')
    void track({ email: EMAIL })
    expect(find('no-key')).toMatchObject({
      level: 'warn',
      remedy: expect.stringContaining('data-publishable-key="pk_aff_…"'),
    })
  })

  test('a secret key in place of the publishable one', async () => {
    await land({ 'data-publishable-key': 'sk_live_1' })
    expect(find('secret-key')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('Revoke it') })
  })

  test.each([
    ['api-host', 'shop.test', 'http:// or https://'],
    ['cookie-days', '400', 'from 1 to 365'],
    ['cookie-days', '0', 'from 1 to 365'],
    ['cookie-days', 'ninety', 'from 1 to 365'],
    ['consent', 'yes', 'granted or required'],
    ['hubspot', 'demo', 'form ids'],
    ['hubspot-meetings', 'maybe', 'on or off'],
    ['hubspot', `contact:${FORM}`, 'form ids'],
    ['outbox', 'cookie', 'local, session or memory'],
    ['keep-url', 'sure', 'on or off'],
    ['publishable-key', 'pk with spaces', 'without spaces'],
  ])('%s="%s", which is no good, and what is', async (name, value, remedy) => {
    await land({ [`data-${name}`]: value })
    expect(find('bad-setting')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(`${name}="${value}" of the script tag`),
      remedy: expect.stringContaining(remedy),
    })
  })

  test.each([
    ['data-publishablekey', 'data-publishable-key'],
    ['data-publishable_key', 'data-publishable-key'],
    ['publishable-key', 'data-publishable-key'],
    ['data-key', 'data-publishable-key'],
    ['data-cookie-domian', 'data-cookie-domain'],
    ['data-api-url', 'data-api-host'],
    ['data-hubspot-meeting', 'data-hubspot-meetings'],
  ])('the attribute %s, which means %s', async (given, meant) => {
    await land({ ...TAG, [given]: 'x' })
    expect(find('unknown-setting')).toMatchObject({
      text: expect.stringContaining(`${given} of the script tag`),
      remedy: `Write ${meant}.`,
    })
  })

  test('nothing of attributes that are other scripts’ business', async () => {
    await land({
      ...TAG,
      async: '',
      src: 'https://app.introw.io/affiliate.js?v=3',
      crossorigin: 'anonymous',
      integrity: 'sha384-x',
      nonce: 'n',
      id: 'introw',
      type: 'module',
      'data-cookieconsent': 'ignore',
      'data-cfasync': 'false',
      'data-category': 'marketing',
      fetchpriority: 'low',
    })
    expect(messages().filter(({ level }) => level === 'warn')).toEqual([])
  })

  test('a parameter of the script’s URL that is misspelt', async () => {
    await land({ src: `https://app.introw.io/affiliate.js?publishable-key=${KEY}&cookieDay=30` })
    expect(find('unknown-setting')).toMatchObject({ remedy: 'Write cookie-days.' })
  })

  test('an option of init() that is none', async () => {
    await visit(await landing(), { options: { publishableKey: KEY, cookiedays: 3, theme: 'dark' } as Options })
    const told = messages()
      .filter(({ code }) => code === 'unknown-setting')
      .map(({ text, remedy }) => `${text} ${remedy}`)
    expect(told).toEqual([
      expect.stringMatching(/^cookiedays of the init\(\) call.*Write cookieDays\.$/),
      expect.stringMatching(/^theme .*one of publishableKey, apiHost/),
    ])
  })

  test('a second tag, and what of it is not used', async () => {
    await land({ ...TAG, 'data-cookie-days': '30' })
    vi.resetModules()
    swap()
    await loadTag({ ...TAG, 'data-cookie-days': '60' })
    expect(find('installed-twice')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('installed twice'),
      remedy: expect.stringContaining('Remove one'),
    })
    expect(find('setting-lost')?.text).toContain(
      'cookie-days="60" of the second install is not used: the first says "30"',
    )
  })

  test('init() beside a tag', async () => {
    await land()
    const npm = await importNpm()
    npm.init({ cookieDays: 20 })
    expect(codes()).toContain('installed-twice')
    expect(affiliate().debug?.().settings['cookie-days']).toEqual({ value: '20', from: 'init()' })
  })

  test('which of two installs is the stricter', async () => {
    await visit(await landing(), { tag: TAG })
    const npm = await importNpm()
    npm.init({ consent: 'required' })
    expect(find('setting-stricter')).toBeUndefined()
    npm.init({ outbox: 'session' })
    npm.init({ outbox: 'memory' })
    expect(find('setting-stricter')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(/outbox="session" of the first install is not used.*"memory"/),
    })
  })

  test('init() that is called again, which is no second install', async () => {
    await visit(await landing(), { options: { publishableKey: KEY } })
    const npm = await importNpm()
    npm.init({ publishableKey: KEY })
    expect(codes()).toContain('init-again')
    expect(codes()).not.toContain('installed-twice')
  })

  test('that another build was first, and serves the page', async () => {
    await arrive(SHOP)
    define(window, 'introw', {
      writable: true,
      value: { affiliate: { version: '0.1.0', 'introw:instance'() {}, getClickId: () => null } },
    })
    await loadTag()
    expect(lines.join('\n')).toMatch(
      /warn .*installed twice.*version 0\.1\.0 of another build was first[^]*→ Remove the other/,
    )
  })

  test('that the script finds no tag of its own', async () => {
    await arrive(SHOP)
    await loadScript(null)
    expect(codes()).toEqual(expect.arrayContaining(['no-tag']))
  })

  test('that nobody can call it', async () => {
    await arrive(SHOP, { before: () => define(window, 'introw', { value: Object.freeze({}) }) })
    await loadTag()
    expect(lines.join('\n')).toContain('window.introw cannot be set on this page')
    told.add('unpublished')
  })

  test('an older object in its place', async () => {
    await arrive(SHOP, {
      before: () => define(window, 'introw', { writable: true, value: { affiliate: { legacy: 1 } } }),
    })
    await loadTag()
    expect(codes()).toContain('foreign-object')
  })
})
