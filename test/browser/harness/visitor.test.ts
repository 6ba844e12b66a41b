import { describe, expect, it } from 'vitest'
import { NotSupported } from '../../support/engine.ts'
import { engine, http, https, useSites, visit } from './harness.ts'

useSites()

describe('a visitor', () => {
  it('has a profile of his own, shared by his tabs', () =>
    visit((one) =>
      visit(async (other) => {
        const [first, second, stranger] = [await one.tab(), await one.tab(), await other.tab()]
        for (const tab of [first, second, stranger]) await tab.goto(http.origin())
        await first.evaluate(() => {
          document.cookie = 'who=me;path=/'
          localStorage.setItem('who', 'me')
        })
        const look = () => [document.cookie, localStorage.getItem('who')]
        expect(await second.waitFor(() => localStorage.getItem('who'))).toBe('me')
        expect(await second.evaluate(look)).toEqual(['who=me', 'me'])
        expect(await stranger.evaluate(look)).toEqual(['', null])
      }),
    ))

  it('sees all his tabs', () =>
    visit(async (visitor) => {
      const tabs = [await visitor.tab(), await visitor.tab()]
      for (const tab of tabs) await tab.goto(http.origin())
      for (const tab of tabs) expect(await tab.evaluate(() => document.visibilityState)).toBe('visible')
    }))

  it('comes back in a new tab after closing the only one', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      await tab.evaluate(() => localStorage.setItem('kept', 'yes'))
      await tab.close()
      const later = await visitor.tab()
      await later.goto(http.origin())
      expect(await later.evaluate(() => localStorage.getItem('kept'))).toBe('yes')
    }))

  it('sends what was fetched with keepalive although the tab closes right after', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      http.page('/beacon', () => new Response(null, { status: 204 }))
      await tab.evaluate(() => void fetch('/beacon', { method: 'POST', keepalive: true, body: 'x' }))
      await tab.close()
      await expect.poll(() => http.requests.filter(({ url }) => url.endsWith('/beacon')).length).toBe(1)
    }))

  it('goes offline and comes back, or says that it cannot', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      const ask = () =>
        fetch('/next').then(
          (answer) => answer.status,
          () => 'failed',
        )
      if (engine.name === 'webkit') return expect(visitor.offline(true)).rejects.toThrow(NotSupported)
      await visitor.offline(true)
      expect(await tab.waitFor(() => navigator.onLine === false)).toBe(true)
      expect(await tab.evaluate(ask)).toBe('failed')
      await visitor.offline(false)
      expect(await tab.waitFor(() => navigator.onLine)).toBe(true)
      expect(await tab.evaluate(ask)).toBe(200)
    }))

  it('may refuse cookies', () =>
    visit(
      async (visitor) => {
        const tab = await visitor.tab()
        await tab.goto(http.origin())
        const cookie = await tab.evaluate(() => {
          document.cookie = 'a=1'
          return document.cookie
        })
        expect(cookie).toBe('')
      },
      { cookies: 'refused' },
    ))

  it('may refuse storage and still take cookies', () =>
    visit(
      async (visitor) => {
        const tab = await visitor.tab()
        await tab.goto(http.origin())
        const [storage, cookie] = await tab.evaluate(() => {
          document.cookie = 'a=1'
          return [window.localStorage, document.cookie]
        })
        expect(storage).toBeNull()
        expect(cookie).toBe('a=1')
      },
      { storage: 'refused' },
    ))

  it('finds mapped names over http and https, and the rest as ever', () =>
    visit(
      async (visitor) => {
        const tab = await visitor.tab()
        await tab.goto('https://forms.hsforms.com/')
        expect(await tab.evaluate(() => document.title)).toBe('home')
        expect(await tab.url()).toBe('https://forms.hsforms.com/')
        await tab.goto('http://www.shop.co.uk/next?a=1')
        expect(await tab.evaluate(() => [document.title, location.search])).toEqual(['next', '?a=1'])
        expect(http.requests.at(-1)?.url).toContain('http://www.shop.co.uk/')
        await tab.goto(https.origin())
        expect(await tab.url()).toBe(`${https.origin()}/`)
      },
      { hosts: { '*.hsforms.com': `127.0.0.1:${https.port}`, 'www.shop.co.uk': `127.0.0.1:${http.port}` } },
    ))
})
