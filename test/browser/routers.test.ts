import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type App, type AppName, startApp } from '../apps/serve.ts'
import { type Engine, launchEngine, type Tab, type Visitor } from '../support/engine.ts'

const CLICK_ID = 'aff_test123'
const REST = 'plan=pro&flag&x=a%20b#frag'
// Vue Router itself writes the query anew when it is made to go where it is.
const REST_BY_VUE = 'plan=pro&flag&x=a+b#frag'
const STEP_MS = 15_000

interface Router {
  readonly name: string
  readonly app: AppName
  readonly base?: string
  readonly refreshed?: string
}

const ROUTERS: readonly Router[] = [
  { name: 'Next.js App Router', app: 'next' },
  { name: 'Next.js App Router, prerendered', app: 'next', base: '/prerendered' },
  { name: 'Next.js App Router, next/script', app: 'next', base: '/script' },
  { name: 'Next.js Pages Router', app: 'next', base: '/pages' },
  { name: 'Vue Router', app: 'vue', refreshed: REST_BY_VUE },
  { name: 'Vue Router, rendered by a server', app: 'vue-ssr', refreshed: REST_BY_VUE },
  { name: 'React Router, data mode', app: 'react-data' },
  { name: 'React Router, declarative mode', app: 'react-declarative' },
  { name: 'React Router, rendered by a server', app: 'react-ssr' },
  { name: 'SvelteKit', app: 'svelte' },
  { name: 'SvelteKit, prerendered', app: 'svelte', base: '/prerendered' },
]

const apps = new Map<AppName, App>()
let engine: Engine

beforeAll(async () => {
  engine = await launchEngine()
  for (const { app } of ROUTERS) if (!apps.has(app)) apps.set(app, await startApp(app))
}, 180_000)

afterAll(async () => {
  await engine.close()
  await Promise.all([...apps.values()].map((app) => app.close()))
})

describe.each(ROUTERS)('$name', ({ app, base = '', refreshed = REST }) => {
  const landing = `${base}/landing?${REST}`
  const refreshedLanding = `${base}/landing?${refreshed}`
  const onLanding = { heading: 'Landing', plan: 'pro', interactive: 'true' }
  const onOther = { url: `${base}/other`, heading: 'Other', plan: null, interactive: 'true' }
  const onFree = { ...onLanding, url: `${base}/landing?plan=free`, plan: 'free' }

  test('loses irw_id from the address bar, not a byte more, and history.state is what it is without', async () => {
    const visitor = await arrive()
    const plain = await open(visitor, app, landing)
    await expectPage(plain, { ...onLanding, url: landing })
    const state = await historyState(plain)
    expect(state).not.toEqual({})
    const tab = await open(visitor, app, `${base}/landing?irw_id=${CLICK_ID}&${REST}`)
    await expectPage(tab, { ...onLanding, url: landing })
    expect(await historyState(tab)).toEqual(state)
    expect(await tab.evaluate(() => document.cookie)).toContain(`_introw_aff=${CLICK_ID}`)
    expect(await complaints(tab)).toEqual([])

    // Left before it was refreshed.
    await tab.click('#to-other')
    await expectPage(tab, onOther)
    await tab.back()
    await expectPage(tab, { ...onLanding, url: landing })
    expect(await complaints(tab)).toEqual([])
  })

  test('stays clean after a refresh, links, Back, Forward and a reload', async () => {
    const tab = await visit(app, `${base}/landing?irw_id=${CLICK_ID}&${REST}`)
    await expectPage(tab, { ...onLanding, url: landing })
    await refresh(tab)
    await expectPage(tab, { ...onLanding, url: refreshedLanding })
    await tab.click('#to-other')
    await expectPage(tab, onOther)
    await tab.back()
    await expectPage(tab, { ...onLanding, url: refreshedLanding })
    await refresh(tab)
    await expectPage(tab, { ...onLanding, url: refreshedLanding })
    await tab.forward()
    await expectPage(tab, onOther)
    await tab.back()
    await expectPage(tab, { ...onLanding, url: refreshedLanding })
    expect(await complaints(tab)).toEqual([])
    await tab.reload()
    await expectPage(tab, { ...onLanding, url: refreshedLanding })
    await tab.click('#to-landing')
    await expectPage(tab, onFree)
    await tab.back()
    await expectPage(tab, { ...onLanding, url: refreshedLanding })
    await tab.forward()
    await expectPage(tab, onFree)
    expect(await complaints(tab)).toEqual([])
  })
})

// https://github.com/vercel/next.js/blob/canary/packages/next/src/client/components/app-router-instance.ts, `dispatchAction`
test('a navigation of Next.js that is under way while the address is cleaned arrives', async () => {
  const tab = await visit('next', `/hurried?irw_id=${CLICK_ID}&${REST}`)
  await expect.poll(() => path(tab), { timeout: STEP_MS }).toBe(`/hurried?${REST}`)
  await tab.waitFor(() => fetch('/release').then((response) => response.json()))
  await tab.waitFor(() => document.querySelector('h1')?.textContent === 'Awaited')
  expect(await path(tab)).toBe('/awaited')
  await tab.click('#to-other')
  await tab.waitFor(() => location.pathname === '/other')
  expect(await complaints(tab)).toEqual([])
})

test('keep-url leaves irw_id in the address bar, and the click is taken all the same', async () => {
  const url = `/keep/landing?irw_id=${CLICK_ID}&${REST}`
  const kept = { url, heading: 'Landing', plan: 'pro', interactive: 'true' }
  const tab = await visit('next', url)
  await tab.waitFor((id) => document.cookie.includes(`_introw_aff=${id}`), CLICK_ID)
  await idle(tab)
  await expectPage(tab, kept)
  await refresh(tab)
  await idle(tab)
  await expectPage(tab, kept)
  expect(await complaints(tab)).toEqual([])
})

async function visit(app: AppName, path: string): Promise<Tab> {
  return open(await arrive(), app, path)
}

async function arrive(): Promise<Visitor> {
  const visitor = await engine.visitor()
  onTestFinished(() => visitor.close())
  return visitor
}

async function open(visitor: Visitor, app: AppName, path: string): Promise<Tab> {
  const tab = await visitor.tab()
  await tab.goto(`${apps.get(app)?.origin}${path}`)
  return tab
}

async function expectPage(tab: Tab, page: Awaited<ReturnType<typeof look>>): Promise<void> {
  await expect.poll(() => look(tab), { timeout: STEP_MS, interval: 50 }).toEqual(page)
}

function path(tab: Tab): Promise<string> {
  return tab.evaluate(() => location.pathname + location.search + location.hash)
}

function look(tab: Tab) {
  return tab.evaluate(() => {
    const text = (selector: string) => document.querySelector(selector)?.textContent ?? null
    return {
      url: location.pathname + location.search + location.hash,
      heading: text('h1'),
      plan: text('#plan'),
      interactive: text('#interactive'),
    }
  })
}

async function refresh(tab: Tab): Promise<void> {
  const count = () => Number(document.querySelector('#refreshes')?.textContent)
  const before = await tab.evaluate(count)
  await tab.click('#refresh')
  await tab.waitFor((last) => Number(document.querySelector('#refreshes')?.textContent) > last, before)
}

/** The state's own values; of those that differ from visit to visit (Next.js's keys and its tree, SvelteKit's times) only types. */
function historyState(tab: Tab) {
  return tab.evaluate(() => {
    const varying = ['key', '__PRIVATE_NEXTJS_INTERNALS_TREE', 'sveltekit:history', 'sveltekit:navigation']
    const entries = Object.entries((history.state ?? {}) as Record<string, unknown>)
    return Object.fromEntries(entries.map(([name, value]) => [name, varying.includes(name) ? typeof value : value]))
  })
}

/** After `load` and an idle moment (Safari has none: then after a while): when what cleans late would have cleaned. */
function idle(tab: Tab): Promise<unknown> {
  return tab.waitFor(
    () =>
      document.readyState === 'complete' &&
      new Promise((resolve) => {
        const later = (then: () => void) =>
          'requestIdleCallback' in window ? requestIdleCallback(then, { timeout: 2000 }) : setTimeout(then, 500)
        later(() => later(() => resolve(true)))
      }),
  )
}

function complaints(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => Object.values(window.__seen).flat())
}
