import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tab, VisitorOptions } from '../support/engine.ts'
import { openShop, readSeen, type Shop } from '../support/shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(() => shop?.close())

const track = () =>
  window.introw?.affiliate
    ?.track({ email: 'ada@acme.example' })
    .then((result) => ('reason' in result ? `${result.status} ${result.reason}` : result.status))

const readId = () => window.introw?.affiliate?.getClickId() ?? null

const thrower = (target: string, name: string) =>
  `Object.defineProperty(${target}, '${name}', { configurable: true, get() { throw new DOMException('no', 'SecurityError') } })`

interface Hostility {
  readonly title: string
  /** Inline, before affiliate.js. */
  readonly script: string
  readonly result: RegExp
}

const HOSTILITIES: Hostility[] = [
  { title: 'cookies throw', script: thrower('Document.prototype', 'cookie'), result: /^recorded$/ },
  {
    title: 'storage throws',
    script: `${thrower('window', 'localStorage')}; ${thrower('window', 'sessionStorage')}`,
    result: /^recorded$/,
  },
  {
    title: 'storage is full',
    script: `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
    result: /^recorded$/,
  },
  { title: 'fetch is missing', script: 'delete window.fetch; window.fetch = undefined', result: /^queued network$/ },
  {
    title: 'fetch throws at once',
    script: `window.fetch = () => { throw new Error('patched') }`,
    result: /^queued network$/,
  },
  { title: 'fetch answers nonsense', script: 'window.fetch = () => Promise.resolve(1)', result: /^queued/ },
  {
    title: 'history throws',
    script: `history.replaceState = () => { throw new DOMException('no', 'SecurityError') }`,
    result: /^recorded$/,
  },
  {
    title: 'there is no performance',
    script: `Object.defineProperty(window, 'performance', { value: undefined })`,
    result: /^recorded$/,
  },
  {
    title: 'there are no Web Locks',
    script: `Object.defineProperty(navigator, 'locks', { value: undefined })`,
    result: /^recorded$/,
  },
]

const REFUSALS: readonly (readonly [what: string, options: VisitorOptions])[] = [
  ['cookies', { cookies: 'refused' }],
  ['storage', { storage: 'refused' }],
]

describe('where the platform is broken', () => {
  it.each(REFUSALS)('because the visitor refuses %s, nothing is thrown or said, and there is an answer', (_, options) =>
    shop.visit(
      (tab) => expectAnswer(tab, 'www.shop.localhost', { title: '', script: '', result: /^recorded$/ }),
      options,
    ),
  )

  it('because the page has broken it, nothing is thrown or said, and there is an answer', () =>
    shop.visit(async (tab) => {
      // A site for each, where nothing has been kept before.
      for (const [index, hostility] of HOSTILITIES.entries())
        await expectAnswer(tab, `www.shop-${index}.localhost`, hostility)
    }))
})

async function expectAnswer(tab: Tab, host: string, { title, script, result }: Hostility): Promise<void> {
  const origin = shop.site.origin(host)
  shop.page('/hostile', `<script>${script}</script>${shop.tag().replaceAll(shop.site.origin(), origin)}`)
  const click = await shop.click()
  await tab.goto(`${origin}/hostile?irw_id=${click}`)
  await tab.waitFor(() => window.introw?.affiliate?.version)
  expect(await tab.evaluate(readId), title).toBe(click)
  expect(await tab.evaluate(track), title).toMatch(result)
  await tab.waitFor(() => document.readyState === 'complete')
  expect(await tab.evaluate(readSeen), title).toEqual([])
}
