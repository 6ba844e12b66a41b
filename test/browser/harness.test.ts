import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchEngine, NotSupported, type Engine, type Visitor, type VisitorOptions } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { createRecorder, recorder } from '../support/recorder.ts'
import { startSite, type Site } from '../support/site.ts'

let engine: Engine
let http: Site
let https: Site

const persistence = '<script>addEventListener("pageshow", (event) => { window.persisted = event.persisted })</script>'

const button = '<button onclick="window.clicks = (window.clicks ?? 0) + 1">Buy</button>'

beforeAll(async () => {
  ;[engine, http, https] = await Promise.all([launchEngine(), startSite(), startSite({ https: true })])
  for (const site of [http, https]) {
    site.page('/', `<title>home</title>${recorder}${persistence}${button}<input>`)
    site.page('/next', `<title>next</title>${recorder}${persistence}`)
  }
})

afterAll(() => Promise.all([engine?.close(), http?.close(), https?.close()]))

async function visit<R>(work: (visitor: Visitor) => Promise<R>, options?: VisitorOptions): Promise<R> {
  const visitor = await engine.visitor(options)
  try {
    return await work(visitor)
  } finally {
    await visitor.close()
  }
}

describe('the engine', () => {
  it('is the one that was asked for', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      const agent = await tab.evaluate(() => navigator.userAgent)
      const mark = { chromium: 'Chrome/', firefox: 'Firefox/', webkit: 'Version/' }[engine.name]
      expect(agent).toContain(mark)
      expect(engine.version).toMatch(/^\d+\./)
      expect(engine.name).toBe(process.env.ENGINE)
    }))
})

describe('a site', () => {
  it('serves what was built, what it was told, and nothing else', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      const ask = (path: string) =>
        fetch(path).then((answer) => `${answer.status} ${answer.headers.get('content-type')}`)
      const script = '200 text/javascript; charset=utf-8'
      expect(await tab.evaluate(ask, '/affiliate.js')).toBe(script)
      expect(await tab.evaluate(ask, '/esm/index.js')).toBe(script)
      expect(await tab.evaluate(ask, '/next?a=1')).toBe('200 text/html; charset=UTF-8')
      expect(await tab.evaluate(ask, '/nowhere')).toContain('404')
      expect(http.requests.find(({ url }) => url.endsWith('/next?a=1'))).toMatchObject({
        method: 'GET',
        url: `${http.origin()}/next?a=1`,
        headers: { referer: `${http.origin()}/` },
      })
    }))
})

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

describe('a tab', () => {
  it('shares Secure cookies between the names of an https site', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(https.origin())
      await tab.evaluate(() => (document.cookie = 'id=1;Domain=shop.localhost;Secure;SameSite=Lax;path=/'))
      await tab.goto(https.origin('app.shop.localhost'))
      expect(await tab.evaluate(() => [document.cookie, isSecureContext])).toEqual(['id=1', true])
      expect(https.requests.at(-1)?.url).toBe(`${https.origin('app.shop.localhost')}/`)
    }))

  it('restores pages from the back/forward cache, and goes on working in them', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      await tab.evaluate(() => (document.body.dataset.mark = 'kept'))
      await tab.goto(`${http.origin()}/next`)
      await tab.back()
      const look = () => [document.title, document.body.dataset.mark, (window as { persisted?: boolean }).persisted]
      expect(await tab.evaluate(look)).toEqual(['home', 'kept', true])
      await tab.forward()
      expect(await tab.waitFor(() => (window as { persisted?: boolean }).persisted)).toBe(true)
      await tab.back()
      await tab.click('button')
      await tab.fill('input', 'a b@c.de')
      expect(await tab.evaluate(() => document.querySelector('input')?.value)).toBe('a b@c.de')
      expect(await tab.evaluate(() => (window as { clicks?: number }).clicks)).toBe(1)
      await tab.reload()
      expect(await tab.evaluate(() => (window as { clicks?: number }).clicks ?? 0)).toBe(0)
      await tab.goto(`${http.origin()}/next`)
      expect(await tab.url()).toBe(`${http.origin()}/next`)
    }))

  it('steps back within one document', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      await tab.evaluate(() => history.pushState(null, '', '/pushed'))
      await tab.back()
      expect(await tab.url()).toBe(`${http.origin()}/`)
      await tab.goto(`${http.origin()}/#part`)
      expect(await tab.waitFor(() => location.hash)).toBe('#part')
    }))

  it('waits across navigations, and says what it saw last when in vain', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      await tab.evaluate(() => void setTimeout(() => (location.href = '/next'), 200))
      expect(await tab.waitFor((title) => document.title === title && document.title, 'next')).toBe('next')
      const vain = poll('it', () => tab.evaluate(() => 0), 2000)
      await expect(vain).rejects.toThrow('Waited 2 s for it; last seen: the value 0')
    }))

  it('passes on results and errors of the page', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      const echo = async (a: number, b: { c: number[] }) => [a, b]
      expect(await tab.evaluate(echo, 1, { c: [2] })).toEqual([1, { c: [2] }])
      expect(await tab.evaluate(() => undefined)).toBeUndefined()
      await expect(tab.evaluate(() => Promise.reject(new RangeError('too far')))).rejects.toThrow(/too far/)
    }))

  it('lets its tabs work at the same time', () =>
    visit(async (visitor) => {
      const [waiting, acting] = [await visitor.tab(), await visitor.tab()]
      for (const tab of [waiting, acting]) await tab.goto(http.origin())
      const heard = waiting.evaluate(() => {
        // WebKit tells only pages that have touched their storage.
        localStorage.setItem('listening', 'yes')
        return new Promise((resolve) => addEventListener('storage', (event) => resolve(event.newValue)))
      })
      await acting.waitFor(() => localStorage.getItem('listening'))
      await acting.evaluate(() => localStorage.setItem('word', 'hello'))
      expect(await heard).toBe('hello')
    }))

  it('works on pages with a strict policy, and records what they see', () =>
    visit(async (visitor) => {
      const policy = "script-src 'nonce-n'; require-trusted-types-for 'script'; trusted-types 'none'"
      const script = "console.warn('mine'); Promise.reject(1); eval('1')"
      const html = `<title>strict</title>${createRecorder('n')}<script nonce="n">${script}</script>`
      const headers = { 'content-type': 'text/html', 'content-security-policy': policy }
      http.page('/strict', () => new Response(html, { headers }))
      const tab = await visitor.tab()
      await tab.goto(`${http.origin()}/strict`)
      const seen = await tab.waitFor(() => window.__seen.rejections.length > 0 && window.__seen)
      expect(seen).toMatchObject({ console: ['warn: mine'], rejections: ['1'] })
      expect(seen && seen.errors.length).toBe(1)
      expect(seen && seen.violations.length).toBeGreaterThan(0)
    }))
})
