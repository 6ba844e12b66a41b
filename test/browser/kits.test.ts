import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type App, startApp } from '../apps/serve.ts'
import { type Engine, launchEngine, type Tab } from '../support/engine.ts'
import { readSeen } from '../support/shop.ts'

declare global {
  interface Window {
    /** How often the router has loaded a page. */
    loads?: number
  }
}

const DRAFT = 'half a sentence'
const REST = 'plan=pro&flag&x=a%20b'

let engine: Engine
let svelte: App
let astro: App

beforeAll(async () => {
  engine = await launchEngine()
  svelte = await startApp('svelte')
  astro = await startApp('astro')
}, 180_000)

afterAll(async () => {
  await engine?.close()
  await Promise.all([svelte?.close(), astro?.close()])
})

describe('SvelteKit', () => {
  it('loads a landing once, and keeps a half-written form when the visitor follows a link within the page and goes Back', async () => {
    const tab = await land(svelte)
    await tab.waitFor((rest) => location.search === `?${rest}`, REST)
    await tab.fill('#draft', DRAFT)
    await tab.click('#to-part')
    await tab.waitFor(() => location.hash === '#part')
    await tab.back()
    await tab.waitFor(() => location.hash === '')
    expect(await tab.evaluate(look)).toEqual({ path: `/landing?${REST}`, draft: DRAFT, loads: 1 })
    expect(await tab.evaluate(readSeen)).toEqual([])
  })

  it('brings a click by a link of its own, which is taken, and cut from the address', async () => {
    const tab = await land(svelte)
    await tab.waitFor((rest) => location.search === `?${rest}`, REST)
    await followClick(tab, '?plan=free')
    expect(await tab.evaluate(readSeen)).toEqual([])
  })
})

describe("Astro's <ClientRouter />", () => {
  it('keeps the address with irw_id and its own state, and a half-written form when the visitor follows a link within the page', async () => {
    const tab = await land(astro)
    await tab.waitFor(hasIdled)
    const state = await tab.evaluate(() => history.state as unknown)
    expect(state).toMatchObject({ index: 0 })
    await tab.fill('#draft', DRAFT)
    await tab.click('#to-part')
    await tab.waitFor(() => location.hash === '#part')
    const path = `/landing?irw_id=aff_landing&${REST}#part`
    expect(await tab.evaluate(look)).toEqual({ path, draft: DRAFT, loads: 1 })
    await tab.back()
    await tab.waitFor(() => location.hash === '')
    expect(await tab.evaluate(look)).toEqual({ path: path.replace('#part', ''), draft: DRAFT, loads: 1 })
    expect(await tab.evaluate(readSeen)).toEqual([])
  })

  it('brings other pages and goes Back, and the script is loaded once and keeps the click', async () => {
    const tab = await land(astro)
    await tab.evaluate(() => void Object.assign(window, { first: window.introw?.affiliate }))
    await tab.click('#to-other')
    await tab.waitFor(() => location.pathname === '/other' && document.querySelector('h1')?.textContent === 'Other')
    await tab.back()
    await tab.waitFor(() => window.loads === 3)
    expect(await tab.evaluate(look)).toMatchObject({ path: `/landing?irw_id=aff_landing&${REST}`, draft: '' })
    expect(await tab.evaluate(() => Object.is(window.introw?.affiliate, Reflect.get(window, 'first')))).toBe(true)
    expect(await tab.evaluate(() => document.cookie)).toBe('_introw_aff=aff_landing')
    expect(await tab.evaluate(readSeen)).toEqual([])
  })

  it('brings a click by a link of its own, which is taken, and stays in the address', async () => {
    const tab = await land(astro)
    await followClick(tab, '?irw_id=aff_inside&plan=free')
    expect(await tab.evaluate(readSeen)).toEqual([])
  })
})

/** Comes by a partner's link, until the click is kept. */
async function land({ origin }: App): Promise<Tab> {
  const visitor = await engine.visitor()
  onTestFinished(() => visitor.close())
  const tab = await visitor.tab()
  await tab.goto(`${origin}/landing?irw_id=aff_landing&${REST}`)
  await tab.waitFor(() => document.cookie === '_introw_aff=aff_landing' && window.loads === 1)
  return tab
}

/** Where nothing tells of a change of the address, the page's next call finds the click. */
async function followClick(tab: Tab, search: string): Promise<void> {
  await tab.click('#to-click')
  await tab.waitFor(() => location.search.endsWith('plan=free'))
  await tab.waitFor(() => window.introw?.affiliate?.getClickId() === 'aff_inside')
  await tab.waitFor(() => document.cookie === '_introw_aff=aff_inside')
  await tab.waitFor((expected) => location.search === expected, search)
}

function look() {
  return {
    path: location.pathname + location.search + location.hash,
    draft: document.querySelector<HTMLInputElement>('#draft')?.value,
    loads: window.loads,
  }
}

/** When what cleans late would have cleaned. */
function hasIdled(): boolean | Promise<boolean> {
  if (document.readyState !== 'complete') return false
  return new Promise((resolve) => {
    const later = (then: () => void) =>
      'requestIdleCallback' in window ? requestIdleCallback(then, { timeout: 2000 }) : setTimeout(then, 500)
    setTimeout(() => later(() => later(() => resolve(true))), 250)
  })
}
