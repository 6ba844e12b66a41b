import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../scripts/executables.mjs'
import { engineName } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { endHelper, leash } from '../support/processes.ts'
import { openShop, type Shop } from '../support/shop.ts'

/** What a page says of itself, by a request. */
interface Report {
  readonly isPrerendering: boolean
  /** In milliseconds; 0 for a page that was not prerendered. */
  readonly activationStart: number
  readonly cookie: string
  readonly stored: number
}

let shop: Shop
let browser: ChildProcess | undefined
let profile: string | undefined

beforeAll(async () => {
  shop = await openShop()
})
afterAll(async () => {
  if (browser) await endHelper(browser)
  if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  await shop?.close()
})

describe('a page that the browser prerenders by speculation rules', () => {
  it('stores and sends nothing before it is shown, and has the click then', async () => {
    // The others know no such rules: there a page is only ever shown.
    if (engineName() !== 'chromium') return expect(await knowsRules()).toBe(false)
    const click = await shop.click()
    const reports = setPages(click)
    browser = await open(`${shop.site.origin()}/`)
    const before = await poll('a report of the page before it is shown', async () => reports[0])
    expect(before).toEqual({ isPrerendering: true, activationStart: 0, cookie: '', stored: 0 })
    expect(shop.sandbox.store.requests).toEqual([])
    // Asked for once it is known to run: the page that is there goes to it.
    goOn()
    const after = await poll('a report of the page that is shown', async () => reports[1])
    expect(after).toMatchObject({ isPrerendering: false, cookie: `_introw_aff=${click}`, stored: 1 })
    expect(after?.activationStart).toBeGreaterThan(0)
    await poll('the conversion', async () => shop.sandbox.store.conversion(click) !== undefined)
    expect(shop.site.requests.filter(({ url }) => url.includes('/next'))).toHaveLength(1)
  })
})

const knowsRules = () =>
  shop.visit(async (tab) => {
    shop.page('/')
    await tab.goto(`${shop.site.origin()}/`)
    return tab.evaluate(() => HTMLScriptElement.supports?.('speculationrules') === true)
  })

let goOn = () => {}

/** A page with rules for the next one, which reports when its script has run, and when it is shown. */
function setPages(click: string): readonly Report[] {
  const reports: Report[] = []
  const address = `/next?irw_id=${click}`
  const rules = { prerender: [{ source: 'list', urls: [address], eagerness: 'immediate' }] }
  shop.page(
    '/',
    `<script type="speculationrules">${JSON.stringify(rules)}</script>`,
    `<script>(${leave.toString()})(${JSON.stringify(address)})</script>`,
  )
  shop.page('/next', undefined, `<script>(${convert.toString()})()</script>`)
  shop.site.page('/go', () => new Promise((resolve) => (goOn = () => resolve('go'))))
  shop.site.page('/report', async (request) => {
    reports.push((await request.json()) as Report)
    return 'thanks'
  })
  return reports
}

/** In the first page. */
function leave(address: string): void {
  void fetch('/go').then(() => (location.href = address))
}

/** In the next one: it converts at once, and reports a second later, and a second after it is shown. */
function convert(): void {
  const report = () => {
    const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
      activationStart: number
    })[]
    const isPrerendering = (document as Document & { prerendering?: boolean }).prerendering === true
    const state = {
      isPrerendering,
      activationStart: entry?.activationStart,
      cookie: document.cookie,
      stored: localStorage.length,
    }
    void fetch('/report', { method: 'POST', body: JSON.stringify(state) })
  }
  void window.introw?.affiliate?.track({ email: 'ada@acme.example' })
  setTimeout(report, 1_000)
  document.addEventListener('prerenderingchange', () => setTimeout(report, 1_000))
}

/** Without a driver: Chromium prerenders nothing for a page that one is attached to. */
async function open(url: string): Promise<ChildProcess> {
  profile = await mkdtemp(join(tmpdir(), 'prerender-'))
  const { executablePath, env } = leash(findChromium() ?? chromium.executablePath())
  const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', `--user-data-dir=${profile}`, url]
  return spawn(executablePath, args, { env, stdio: 'ignore', detached: true })
}
