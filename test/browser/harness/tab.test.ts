import { describe, expect, it } from 'vitest'
import { poll } from '../../support/poll.ts'
import { createRecorder } from '../../support/recorder.ts'
import { stepToRestored } from '../../support/restored.ts'
import { hasLoaded } from '../../support/tab.ts'
import { http, https, useSites, visit } from './harness.ts'

useSites()

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
      await tab.waitFor(hasLoaded)
      await tab.goto(`${http.origin()}/next`)
      await stepToRestored(tab)
      await stepToRestored(tab, 'forward')
      await stepToRestored(tab)
      expect(await tab.evaluate(() => document.title)).toBe('home')
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
