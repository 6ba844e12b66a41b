import { describe, expect, test } from 'vitest'
import { affiliate } from '../../../support/unit/page'
import { codes, find, land, TAG } from './debug'

const SRC = 'https://app.introw.io/affiliate.js'

describe('of the script’s URL it tells', () => {
  test.each([
    ['data-publishable-key', 'publishable-key'],
    ['publishableKey', 'publishable-key'],
    ['data-publishableKey', 'publishable-key'],
    ['key', 'publishable-key'],
    ['amp;cookie-days', 'cookie-days'],
    ['data-consent', 'consent'],
  ])('that %s means %s', async (given, meant) => {
    await land({ src: `${SRC}?v=3&${encodeURIComponent(given)}=x` })
    expect(find('unknown-setting')).toMatchObject({
      text: expect.stringContaining(`${given} of the script's URL`),
      remedy: `Write ${meant}.`,
    })
  })

  test.each(['?v=3#publishable-key=pk', '?v=3?publishable-key=pk', '?v=3&a#b&publishable-key=pk'])(
    'that a setting is not read: %s',
    async (query) => {
      await land({ src: SRC + query })
      expect(find('setting-behind')?.text).toContain("publishable-key of the script's URL")
    },
  )

  test('that it can have the settings, where a tag manager strips attributes', async () => {
    await land({ src: `${SRC}?v=3` })
    expect(find('no-key-yet')?.remedy).toContain(`${SRC}?publishable-key=pk_aff_…`)
    void affiliate().track()
    expect(find('no-key')?.remedy).toContain(`${SRC}?publishable-key=pk_aff_…`)
  })

  test('nothing of that where the tag has other settings', async () => {
    await land({ src: SRC, 'data-consent': 'granted' })
    expect(find('no-key-yet')?.remedy).not.toContain(SRC)
  })
})

describe('of an API host it tells that its path would be there twice', () => {
  test.each([
    ['https://api.introw.io/api/v1/affiliate/conversions', 'https://api.introw.io'],
    ['https://api.introw.io/api/v1/affiliate/conversions/', 'https://api.introw.io'],
    ['https://api.introw.io/api/v1', 'https://api.introw.io'],
    ['https://api.introw.io/api/', 'https://api.introw.io'],
    ['https://api.introw.io/v1', 'https://api.introw.io'],
    ['https://shop.test/introw/api/v1', 'https://shop.test/introw'],
    ['https://shop.test/introw/API/v1/affiliate', 'https://shop.test/introw'],
  ])('%s: %s', async (value, host) => {
    await land({ ...TAG, 'data-api-host': value })
    expect(find('host-path')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(`api-host="${value}" of the script tag`),
      remedy: `Make it ${host}.`,
    })
  })

  test.each([
    'https://api.introw.io',
    'https://api.introw.io/',
    'https://shop.test/api',
    'http://localhost:4000/introw',
  ])('and nothing of one that is good: %s', async (value) => {
    await land({ ...TAG, 'data-api-host': value })
    expect(codes()).not.toContain('host-path')
  })

  test.each(['api.introw.io', '//api.introw.io', 'ftp://api.introw.io'])(
    'nor of one that is none: %s',
    async (value) => {
      await land({ ...TAG, 'data-api-host': value })
      expect(codes()).not.toContain('host-path')
      expect(find('bad-setting')?.remedy).toContain('http:// or https://')
    },
  )
})
