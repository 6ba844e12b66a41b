import { describe, expect, test } from 'vitest'
import { define, refuseStorage, setCookie } from '../../../support/unit/browser'
import { affiliate, loadTag } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../../support/unit/time'
import { arrive, codes, find, land, landing, TAG, visit } from './debug'

describe('of the click it tells', () => {
  test('where it was found, and the domain of its cookie', async () => {
    await land()
    expect(find('click-found')?.text).toContain('in the address: ')
    expect(find('cookie-written')?.text).toContain('on shop.test: the widest domain')
    expect(affiliate().debug?.()).toMatchObject({
      clickFrom: 'address',
      keptIn: 'cookie',
      cookieDomain: 'shop.test',
      consent: 'granted',
    })
  })

  test('an address that something has replaced since', async () => {
    await visit(SHOP, { tag: TAG, navigation: await landing() })
    await elapse(3_000)
    expect(find('click-found')?.text).toContain('that the page was loaded from')
    expect(affiliate().debug?.().clickFrom).toBe('first-address')
  })

  test('that there is none, and how to get one', async () => {
    await visit(SHOP)
    await elapse(3_000)
    expect(find('no-click')).toMatchObject({ level: 'info', remedy: expect.stringContaining('follow a partner link') })
    expect(affiliate().debug?.()).toMatchObject({ clickId: null, clickFrom: null, keptIn: null, cookieDomain: null })
  })

  test('that irw_id holds none', async () => {
    await visit(`${SHOP}?irw_id=%00`)
    expect(find('click-bad')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('byte for byte') })
  })

  test('that the address bar was cleaned', async () => {
    await visit(await landing())
    await elapse(3_000)
    expect(codes()).toContain('address-cleaned')
  })

  test('that the address bar was left to a router', async () => {
    const url = await landing()
    await visit(url)
    history.replaceState({ source: 'swup' }, '', url)
    await elapse(3_000)
    expect(codes()).toContain('address-left')
    expect(codes()).not.toContain('address-cleaned')
  })

  test('that it is of an earlier page', async () => {
    await land()
    await visit(SHOP)
    await elapse(3_000)
    expect(codes()).toContain('click-kept')
    expect(affiliate().debug?.().clickFrom).toBe('cookie')
  })

  test('that it has been here before, or is older than another', async () => {
    const first = await landing()
    await visit(first)
    await visit(first)
    expect(codes()).toContain('click-known')
    await land()
    expect(codes()).not.toContain('click-known')
    await visit(first)
    expect(codes()).toContain('click-older')
  })

  test('that it is too old', async () => {
    const url = await landing()
    await visit(url)
    sleep(91 * DAY_MS)
    await visit(url)
    expect(find('click-expired')?.text).toContain('90 days')
  })

  test('that a server has set its cookie', async () => {
    const url = await landing()
    await arrive(url)
    setCookie(
      `_introw_aff=${encodeURIComponent(new URL(url).searchParams.get('irw_id') ?? '')}; Path=/; Domain=shop.test`,
    )
    await loadTag()
    expect(codes()).toContain('cookie-of-server')
  })

  test.each([
    ['other.test', 'it is no parent domain of www.shop.test'],
    ['https://shop.test', 'it is no host name'],
  ])('why cookie-domain="%s" is not taken', async (domain, why) => {
    await land({ ...TAG, 'data-cookie-domain': domain })
    expect(find('cookie-domain-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(`${why}. It is on www.shop.test alone`),
      remedy: expect.stringContaining('parent domain'),
    })
  })

  test('that no cookie can be written, and that memory stands in', async () => {
    define(document, 'cookie', { get: () => '', set: () => {} })
    define(navigator, 'cookieEnabled', { get: () => false })
    await land()
    Reflect.deleteProperty(navigator, 'cookieEnabled')
    expect(find('cookie-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining("cookies are off in this browser. The click is in the page's memory"),
      remedy: expect.stringContaining('Allow cookies'),
    })
    expect(affiliate().debug?.()).toMatchObject({ keptIn: 'memory', cookieDomain: null })
  })

  test('that the browser takes other cookies, but not this one', async () => {
    define(document, 'cookie', { get: () => 'theme=dark', set: () => {} })
    await land()
    expect(find('cookie-refused')).toMatchObject({
      text: expect.stringContaining('takes others'),
      remedy: expect.stringContaining('without HttpOnly'),
    })
  })

  test('that no storage can be written', async () => {
    refuseStorage()
    await land()
    expect(find('storage-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('the browser refuses localStorage'),
    })
  })
})
