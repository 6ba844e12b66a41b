import { describe, expect, it } from 'vitest'
import { hasLoaded } from '../support/tab.ts'
import { EMPTY_PATH, type ScriptWrite } from './server/relay.ts'
import { NAME, openShop, readClick } from './server/shop.ts'

// Safari's cap of 7 days on what scripts write is not in these engines, WebKitGTK's driver included. What it takes is taken
// by hand instead: exactly what scripts wrote, and nothing else.

describe('the cookie that the server has set', () => {
  const shop = openShop('node-http')

  /** Lands, looks at a second page, loses what scripts wrote, and comes back to sign up. */
  const returnAfter = async (days: number) => {
    await shop.land()
    await shop.tab.waitFor(() => !location.search)
    await shop.tab.goto(`${shop.relay.origin}/signup`)
    await shop.tab.waitFor(() => localStorage.length > 0)
    await shop.tab.waitFor(hasLoaded)
    await shop.tab.evaluate(endTask)
    // Where nothing of the shop's runs, or a write under way would come after its deletion.
    await shop.tab.goto(`${shop.relay.origin}${EMPTY_PATH}`)
    const written = [...shop.relay.scriptWrites]
    await shop.tab.evaluate(deleteWrites, written)
    await shop.tab.waitFor(isGone, written)
    expect(shop.relay.scriptWrites).toEqual(written)
    shop.sandbox.clock.advance({ days })
    await shop.tab.goto(`${shop.relay.origin}/signup`)
    return written
  }

  it('outlives what scripts wrote: on day 89 the conversion is recorded', async () => {
    const written = await returnAfter(89)
    expect(shop.relay.serverCookies).toMatchObject([{ maxAgeDays: 90 }])
    expect(written.filter(({ kind }) => kind === 'cookie')).toEqual([])
    await shop.signUp('day89@acme.example')
    expect(await shop.browserStatus()).toBe('duplicate')
    expect(shop.outcomes()[0]).toEqual({ via: 'server', outcome: 'recorded', reason: null })
    expect(shop.sandbox.store.conversions).toMatchObject([{ email: 'day89@acme.example' }])
  })

  it('ends with the campaign’s window: on day 91 the conversion is ignored', async () => {
    await returnAfter(91)
    await shop.signUp('day91@acme.example')
    expect(await shop.browserStatus()).toBe('ignored')
    expect(shop.outcomes()[0]).toEqual({ via: 'server', outcome: 'ignored', reason: 'expired' })
    expect(shop.sandbox.store.conversions).toEqual([])
  })

  it('is what makes the difference: without it the conversion of day 89 is lost', async () => {
    shop.relay.dropsServerCookies = true
    const written = await returnAfter(89)
    expect(written).toContainEqual({ kind: 'cookie', text: expect.stringContaining(`${NAME}=aff_`) })
    await shop.signUp('control@acme.example')
    expect(await shop.browserStatus()).toBe('ignored')
    expect(shop.outcomes()).toEqual([])
  })

  it('is never written by a script, whatever the visitor does', async () => {
    await shop.land()
    const { tab, relay, sandbox } = shop
    await tab.waitFor(() => !location.search)
    await tab.reload()
    await tab.goto(`${relay.origin}/signup`)
    await tab.back()
    // A bookmark.
    await tab.goto(`${relay.origin}/?irw_id=${sandbox.store.clicks.at(-1)?.clickId}`)
    await tab.waitFor(() => !location.search)
    expect(shop.cookieWrites()).toEqual([])
    // Nor does the server set it again.
    expect(relay.serverCookies).toHaveLength(1)
    expect(await tab.evaluate(() => document.cookie.split('; ').length)).toBe(1)
  })

  it('gives way to a newer click', async () => {
    await shop.land()
    await shop.land()
    const [, second] = shop.sandbox.store.clicks
    expect(await shop.tab.evaluate(() => document.cookie)).toBe(`${NAME}=${second?.clickId}`)
    expect(shop.relay.serverCookies.map(({ maxAgeDays }) => maxAgeDays)).toEqual([90, 90])
    expect(shop.cookieWrites()).toEqual([])
  })
})

describe('over https, the cookie that the server has set', () => {
  const shop = openShop('node-http', { https: true })

  it('is Secure, is read by scripts on www and app, and is not written over', async () => {
    const { relay, tab } = shop
    await tab.goto(`${relay.origin}/?irw_id=aff_1%2B2`)
    await tab.waitFor(() => !location.search)
    expect(relay.serverCookies).toMatchObject([{ text: expect.stringMatching(/; Secure$/), maxAgeDays: 90 }])
    await tab.goto(`${relay.origin.replace('www', 'app')}/signup`)
    expect(await tab.waitFor(readClick)).toBe('aff_1+2')
    expect(shop.cookieWrites()).toEqual([])
  })

  it('is set for none of the requests that a page makes by itself', async () => {
    const { relay, tab, engine } = shop
    await tab.goto(`${relay.origin}/?irw_id=landing`)
    await tab.waitFor(() => !location.search)
    const asked = await tab.evaluate(askByItself)
    // Of the engines only WebKit has no prefetch.
    expect(asked).toHaveLength(engine.name === 'webkit' ? 3 : 4)
    await expect
      .poll(() => relay.requests.map(({ path }) => path), { timeout: 15_000 })
      .toEqual(expect.arrayContaining(asked))
    expect(relay.serverCookies).toMatchObject([{ path: '/?irw_id=landing' }])
  })
})

/** In the page: each cookie that a script wrote, by its name, path and domain, and each key of storage. */
function deleteWrites(writes: readonly ScriptWrite[]): void {
  for (const { kind, text } of writes) {
    if (kind !== 'cookie') window[kind].removeItem(text)
    else document.cookie = text.replace(/;\s*(expires|max-age)=[^;]*/gi, '').replace(/=[^;]*/, '=') + '; max-age=0'
  }
}

/** In the page: whether what scripts wrote is there no more. */
function isGone(writes: readonly ScriptWrite[]): boolean {
  const names = document.cookie.split('; ').map((pair) => pair.replace(/=.*/, ''))
  return writes.every(({ kind, text }) =>
    kind === 'cookie' ? !names.includes(text.replace(/=.*/, '')) : window[kind].getItem(text) === null,
  )
}

/**
 * In the page: waits until none of its scripts is at work. Firefox runs a driver's script within a synchronous request of the
 * page's, as the relay's recorder makes, but no timer of the page.
 */
function endTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** In the page: asks for landings in other ways than by going there. */
function askByItself(): string[] {
  const paths = ['/?irw_id=by-fetch', '/?irw_id=by-image', '/?irw_id=by-frame', '/?irw_id=by-prefetch'] as const
  const [byFetch, byImage, byFrame, byPrefetch] = paths
  const link = document.createElement('link')
  const canPrefetch = link.relList.supports('prefetch')
  void fetch(byFetch)
  document.body.append(Object.assign(new Image(), { src: byImage }))
  document.body.append(Object.assign(document.createElement('iframe'), { src: byFrame }))
  if (canPrefetch) document.head.append(Object.assign(link, { rel: 'prefetch', href: byPrefetch }))
  return canPrefetch ? [...paths] : paths.slice(0, 3)
}
