import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LINE } from '../../../src/doctor/words/unseen'
import type { Tab } from '../../support/engine.ts'
import { createRecorder } from '../../support/recorder.ts'
import { isClean, KEY, openShop, readSeen, type Shop } from '../../support/shop.ts'

const FORM = '11111111-aaaa-4aaa-8aaa-000000000001'
const HUBSPOT = `<form class="hs-form" data-form-id="${FORM}"><input type="email" name="email"></form>`
const VERDICT = new RegExp(
  `^(info|warn): \\[affiliate\\.js\\] Click kept \\(\\S+, from \\d+ \\w+, 90 days left\\)\\. On this page the HubSpot form ${FORM} would count\\.`,
)

let shop: Shop
let text = ''

beforeAll(async () => {
  shop = await openShop()
  text = await readFile(new URL('../../../dist/affiliate.debug.js', import.meta.url), 'utf8')
})
afterAll(() => shop?.close())

/** The docs' line, with this test's CDN. */
const line = () => LINE.replace('https://app.introw.io', shop.site.origin())

/** Runs what is pasted as a console does: as a script of its own, which the page's policy has no say in. */
const paste = (tab: Tab, pasted: string) => tab.evaluate(new Function(pasted) as () => void)

/** All that a look may not change. */
const photograph = (tab: Tab) =>
  tab.evaluate(() => ({
    html: document.documentElement.outerHTML,
    cookie: document.cookie,
    writes: window.__writes?.length,
    storage: [{ ...localStorage }, { ...sessionStorage }],
    address: location.href,
    history: history.length,
    globals: Object.keys(window),
    members: Object.getOwnPropertyNames(window.introw?.affiliate ?? {}),
  }))

/** The last line of the console, once it is a verdict. */
const hearVerdict = (tab: Tab) =>
  tab.waitFor(() => window.__seen.console.filter((line) => /nothing was changed\./.test(line)).pop())

const nonced = (policy: string, head: string) => () =>
  new Response(`<!doctype html><head>${createRecorder('r')}${head}</head><body>${HUBSPOT}</body>`, {
    headers: { 'content-type': 'text/html', 'content-security-policy': policy },
  })

const tag = (file: string, attributes = '') =>
  `<script nonce="r" src="/${file}" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" ${attributes}></script>`

describe('the development build on a live page', () => {
  it('looks, by the line, and changes nothing', () =>
    shop.visit(async (tab) => {
      shop.page('/live', undefined, HUBSPOT)
      await tab.goto(`${shop.site.origin()}/live?irw_id=${await shop.click()}`)
      await tab.waitFor(isClean)
      const before = await photograph(tab)
      const asked = shop.site.requests.length
      await paste(tab, line())
      expect(await hearVerdict(tab)).toMatch(VERDICT)
      expect(await photograph(tab)).toEqual(before)
      const sent = shop.site.requests.slice(asked).map(({ url }) => new URL(url).pathname)
      expect(sent.filter((path) => !path.endsWith('.map'))).toEqual(['/affiliate.debug.js'])
      const seen = (await tab.evaluate(readSeen)) as string[]
      expect(seen.filter((line) => !/^(info|warn): \[affiliate\.js\] /.test(line))).toEqual([])
    }))

  it('looks, by the line under a policy that goes by nonces, and by its text under one that forbids both', () =>
    shop.visit(async (tab) => {
      const policy = "default-src 'none'; script-src 'nonce-r'; connect-src 'self'"
      shop.site.page('/nonced', nonced(policy, tag('affiliate.js')))
      await tab.goto(`${shop.site.origin()}/nonced?irw_id=${await shop.click()}`)
      await tab.waitFor(isClean)
      await paste(tab, line())
      expect(await hearVerdict(tab)).toMatch(VERDICT)

      shop.site.page('/strict', nonced(`${policy}; require-trusted-types-for 'script'`, tag('affiliate.full.js')))
      await tab.goto(`${shop.site.origin()}/strict`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      const before = await photograph(tab)
      const asked = shop.site.requests.length
      await paste(tab, text)
      expect(await hearVerdict(tab)).toMatch(VERDICT)
      expect(await photograph(tab)).toEqual(before)
      expect(shop.site.requests.length).toBe(asked)
    }))

  it('does not take the place of a script that is not there', () =>
    shop.visit(async (tab) => {
      shop.page('/blocked', tag('missing/affiliate.js'), HUBSPOT)
      await tab.goto(`${shop.site.origin()}/blocked?irw_id=${await shop.click()}`)
      const before = await photograph(tab)
      await paste(tab, text)
      expect(await hearVerdict(tab)).toMatch(/affiliate\.js is not running on this page: .*missing\/affiliate\.js/)
      await paste(tab, line())
      await tab.waitFor(() => window.__seen.console.filter((line) => /nothing was changed\./.test(line)).length === 2)
      expect(await photograph(tab)).toEqual(before)
    }))
})
