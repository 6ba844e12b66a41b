import { afterEach, describe, expect, test } from 'vitest'
import { setCookie } from '../../../support/unit/browser'
import { affiliate, arrive } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { codes, find, land, landing, TAG, visit } from './debug'

const MINUTE_MS = 60_000
const OTHER = 'https://app.other.test/'

const open = async (list: string, url?: string) =>
  visit(url ?? (await landing()), { edition: 'full', tag: { ...TAG, 'data-link-domains': list } })

/** An address that another domain has given a click, some minutes ago. */
const handed = (minutes: number, id = 'a', firstSeenAt = Date.now() - 864e5) =>
  `${SHOP}?irw_h=${Date.now() - minutes * MINUTE_MS}.${firstSeenAt}.${id}`

describe('of other domains it tells', () => {
  afterEach(() => document.body.replaceChildren())

  test('which script hands a click to them', async () => {
    await land({ ...TAG, 'data-link-domains': 'other.test' })
    expect(find('full-edition')?.text).toContain('data-link-domains')
  })

  test('where a click goes', async () => {
    await open('other.test')
    affiliate().decorate?.(OTHER)
    expect(find('link-handed')?.text).toContain('app.other.test')
  })

  test.each([
    ['https://other.test', ['link-domain-odd', 'link-domains-none']],
    ['com other.test', ['link-domain-odd']],
    ['', ['link-domains-none']],
    ['other.test', []],
  ])('what is none: "%s"', async (list, told) => {
    await open(list)
    expect(codes().filter((code) => code.startsWith('link-domain'))).toEqual(told)
  })

  test('which of them has the cookie anyway', async () => {
    await open('app.shop.test, other.test')
    affiliate().getClickId()
    expect(find('link-domain-own')?.text).toContain('app.shop.test')
  })

  test('that a click has come from there, and since when it counts', async () => {
    await visit(handed(1))
    expect(find('click-handed')?.text).toContain(new Date(Date.now() - 864e5).toISOString())
    expect(codes()).toContain('click-found')
  })

  test.each([
    ['handover-expired', () => handed(4), '4 minutes ago'],
    ['handover-future', () => handed(-4), 'in the future'],
    ['handover-odd', () => handed(0, '%00'), 'irw_h'],
    ['handover-odd', () => handed(0, 'a', Date.now() + 1), 'irw_h'],
    ['handover-odd', () => `${SHOP}?irw_h=5`, 'irw_h'],
  ])('why none has: %s', async (code, address, words) => {
    await visit(address())
    expect(find(code)).toMatchObject({ level: 'warn', text: expect.stringContaining(words) })
    expect(codes()).not.toContain('click-bad')
  })

  test('why it does not replace another', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=theirs; path=/; domain=shop.test')
    await visit(handed(1))
    expect(find('handover-older')?.text).toContain('theirs')
  })
})
