// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { cookieOn, define } from '../../../support/unit/browser'
import { importIntegrations, importNpm, visit } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { elapse, settle } from '../../../support/unit/time'
import { count, NOTHING, usePlatforms } from './consent'
import { PLATFORMS, type StandIn } from './platforms'

const { calls, landing, open } = usePlatforms()
const { cookiebot, onetrust } = PLATFORMS as Record<'cookiebot' | 'onetrust', StandIn>

const toTag = (consent: string) => ({ 'data-publishable-key': KEY, 'data-consent': consent })

describe('a platform that is named', () => {
  test.each(['Cookiebot', ' COOKIEBOT '])('is known whatever its capitals: "%s"', async (name) => {
    const page = await visit(await landing(), { edition: 'full', tag: toTag(name) })
    cookiebot.come('yes')
    await settle()
    expect(page.getClickId()).not.toBeNull()
  })

  test('in the core edition is `required`', async () => {
    const counted = count(calls)
    const page = await visit(await landing(), { tag: toTag('cookiebot') })
    cookiebot.come('yes')
    await elapse(10_000)
    expect(counted()).toEqual(NOTHING)
    page.consent(true)
    expect(page.getClickId()).not.toBeNull()
  })

  test.each(['iubenda', 'constructor', 'cookiebot, onetrust', ''])(
    'but not known is `required`: "%s"',
    async (name) => {
      const counted = count(calls)
      const page = await visit(await landing(), { edition: 'full', tag: toTag(name) })
      cookiebot.come('yes')
      await elapse(10_000)
      expect(counted()).toEqual(NOTHING)
      page.consent(true)
      expect(page.getClickId()).not.toBeNull()
    },
  )

  test.each(['cookie-bot', 'iubenda'])('and misspelt, a cookie of ours is no earlier yes: "%s"', async (name) => {
    document.cookie = '_introw_aff=earlier; Path=/'
    const page = await visit(SHOP, { edition: 'full', tag: toTag(name) })
    expect(page.getClickId()).toBeNull()
    page.consent(true)
    expect(page.getClickId()).toBe('earlier')
  })

  test('beside another one decides nothing', async () => {
    const counted = count(calls)
    const src = 'https://app.introw.io/affiliate.full.js?consent=onetrust'
    await visit(await landing(), { edition: 'full', tag: { ...toTag('cookiebot'), src } })
    cookiebot.come('yes')
    onetrust.come('yes')
    await elapse(10_000)
    expect(counted()).toEqual(NOTHING)
  })

  test.each(['granted', 'required'])('beside `%s` decides alone', async (word) => {
    const src = `https://app.introw.io/affiliate.full.js?consent=${word}`
    const page = await visit(await landing(), { edition: 'full', tag: { ...toTag('cookiebot'), src } })
    cookiebot.come('new')
    await settle()
    expect(page.getClickId()).toBeNull()
    cookiebot.answer(['marketing'])
    await settle()
    expect(page.getClickId()).not.toBeNull()
  })

  test('without a value of the category keeps its default', async () => {
    const page = await open('cookiebot', cookiebot, { url: await landing(), category: '', visitor: 'yes' })
    expect(page.getClickId()).not.toBeNull()
  })

  test('alone says yes: a yes of the page’s own is none', async () => {
    const counted = count(calls)
    const page = await open('cookiebot', cookiebot, { url: await landing(), visitor: 'new' })
    page.consent(true)
    await elapse(10_000)
    expect(counted()).toEqual(NOTHING)
    cookiebot.answer(['marketing'])
    await settle()
    expect(page.getClickId()).not.toBeNull()
  })

  test('tells a change once, and a no of the page’s own counts beside it', async () => {
    const page = await open('cookiebot', cookiebot, { url: await landing(), visitor: 'yes' })
    page.consent(false)
    cookiebot.answer(['marketing'])
    await settle()
    expect(page.getClickId()).toBeNull()
  })
})

describe('of npm', () => {
  test('its function decides in the list of integrations as well', async () => {
    const { cookiebot: create } = await importIntegrations()
    const page = await visit(await landing(), { options: { publishableKey: KEY, integrations: [create()] } })
    await elapse(5_000)
    expect(page.getClickId()).toBeNull()
    cookiebot.come('yes')
    await settle()
    expect(page.getClickId()).not.toBeNull()
  })

  test('a merchant’s own function may decide', async () => {
    const page = await visit(await landing(), {
      options: {
        publishableKey: KEY,
        consent: ({ claimDecision, consent }) => {
          claimDecision()
          addEventListener('mine', () => consent(true))
        },
      },
    })
    expect(page.getClickId()).toBeNull()
    window.dispatchEvent(new Event('mine'))
    expect(page.getClickId()).not.toBeNull()
  })

  test('its name is no platform, and asks for a yes', async () => {
    const page = await visit(await landing(), { options: { publishableKey: KEY, consent: 'cookiebot' as never } })
    cookiebot.come('yes')
    await settle()
    expect(page.getClickId()).toBeNull()
  })

  test('a later init() leaves the decision to it, on a page of a tag', async () => {
    const page = await visit(SHOP, { tag: { 'data-publishable-key': KEY } })
    const { cookiebot: create } = await importIntegrations()
    const npm = await importNpm()
    npm.init({ consent: create() })
    cookiebot.come('no')
    await settle()
    expect(await page.track()).toMatchObject({ reason: 'no-consent' })
  })
})

describe('a prerendered page', () => {
  test('stores nothing for the platform’s yes before it is shown', async () => {
    const url = await landing()
    const counted = count(calls)
    await open('cookiebot', cookiebot, {
      url,
      visitor: 'yes',
      before: () => define(document, 'prerendering', { get: () => true }),
    })
    await elapse(10_000)
    expect(counted()).toEqual(NOTHING)
    Reflect.deleteProperty(document, 'prerendering')
    document.dispatchEvent(new Event('prerenderingchange'))
    expect(cookieOn(SHOP)).toBe(new URL(url).searchParams.get('irw_id'))
  })
})
