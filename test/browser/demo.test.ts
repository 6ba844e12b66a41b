import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Command, startCommand } from '../support/command.ts'
import { type Engine, launchEngine, type Visitor } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { findFreePort } from '../support/processes.ts'
import { isClean } from '../support/shop.ts'

const ADA = 'ada@studio.example'
const BOB = 'bob@studio.example'
const START_MS = 120_000
/** Of the product: for so long nobody sends again. */
const LEASE_MS = 20_000

let engine: Engine
let demo: Command
let visitor: Visitor
let introw: string
let examples: string

/** What `npm start` runs. It builds, unless what is there is up to date. */
beforeAll(async () => {
  const [shopPort, sandboxPort] = [await findFreePort(), await findFreePort()]
  introw = `http://introw.localhost:${sandboxPort}`
  examples = `http://examples.localhost:${shopPort}`
  engine = await launchEngine()
  demo = await startCommand(['scripts/start.mjs'], /Ctrl-C ends both/, {
    SHOP_PORT: String(shopPort),
    SANDBOX_PORT: String(sandboxPort),
  })
  visitor = await engine.visitor()
}, START_MS)

afterAll(async () => {
  await visitor?.close()
  await demo?.close()
  await engine?.close()
})

it('shows in the inspector, without a reload, what became of a sign-up in the demo shop', async () => {
  const inspector = await visitor.tab()
  await inspector.goto(introw)
  await inspector.waitFor(() => document.getElementById('live')?.dataset.state === 'live')
  expect(await inspector.evaluate(() => document.getElementById('conversions')?.textContent)).toContain(
    'No conversion yet.',
  )

  const shop = await visitor.tab()
  await shop.goto(`${introw}/r/demo`)
  await shop.waitFor(isClean)
  expect(await shop.url()).toMatch(/^http:\/\/www\.shop\.localhost:\d+\/$/)
  await shop.click('.hero .button')
  await shop.waitFor(() => location.hostname === 'app.shop.localhost' && document.getElementById('sign-up'))
  await shop.fill('[name=name]', 'Ada')
  await shop.fill('[name=email]', ADA)
  await shop.click('form button')
  await shop.waitFor(
    () => location.pathname === '/thank-you' && document.querySelector('h1')?.textContent?.startsWith('Welcome'),
  )

  await inspector.waitFor(() => document.querySelector('#conversions .badge'))
  const rows = await inspector.evaluate(() =>
    [...document.querySelectorAll('#conversions .row')].map((row) => [
      row.querySelector('.badge')?.textContent,
      row.querySelector('b')?.textContent,
    ]),
  )
  // The shop leaves its page at once, so the next page may ask for what it did not hear.
  expect(rows.at(-1)).toEqual(['recorded', ADA])
  expect(rows.filter(([outcome]) => outcome === 'recorded')).toHaveLength(1)
})

it('rehearses a forgotten origin: what is refused waits, and is sent once the origin is allowed', async () => {
  const inspector = await visitor.tab()
  await inspector.goto(introw)
  await inspector.click('#campaigns [open] [data-origin^="http://app."]')
  await inspector.waitFor(() =>
    document.querySelector('#campaigns [open] [data-origin^="http://app."]')?.textContent?.startsWith('Allow'),
  )

  const shop = await visitor.tab()
  await shop.goto(`${introw}/r/demo`)
  await shop.waitFor(isClean)
  await shop.click('.hero .button')
  await shop.waitFor(() => document.getElementById('sign-up'))
  await shop.fill('[name=name]', 'Bob')
  await shop.fill('[name=email]', BOB)
  await shop.click('form button')
  await shop.waitFor(() => location.pathname === '/thank-you')
  await inspector.waitFor(() => document.querySelector('#refused .badge')?.textContent === '403 refused')

  await inspector.click('#campaigns [open] [data-origin^="http://app."]')
  await inspector.waitFor(() =>
    document.querySelector('#campaigns [open] [data-origin^="http://app."]')?.textContent?.startsWith('Take out'),
  )
  await shop.click('.more')
  const isShown = () => document.querySelector('#conversions .row b')?.textContent === 'bob@studio.example'
  // Where the page has left before it heard the refusal, as in WebKit, the lease is waited for.
  await poll('the conversion', () => inspector.evaluate(isShown), LEASE_MS + 15_000)
})

it('lists the other examples, each on a host of its own', async () => {
  const tab = await visitor.tab()
  await tab.goto(examples)
  await tab.click('a[href*="script-tag"]')
  await tab.waitFor(() => location.hostname === 'www.script-tag.localhost' && window.introw?.affiliate?.version)
  await tab.waitFor(isClean)
  expect(await tab.evaluate(() => document.cookie)).toMatch(/^_introw_aff=aff_/)
})

it('hands over the lines to copy, or marks them where the browser has no clipboard', async () => {
  const tab = await visitor.tab()
  await tab.goto(examples)
  await tab.click('article button')
  await tab.waitFor(() => /^(Copied|Marked)$/.test(document.querySelector('article button')?.textContent ?? ''))
})

it('ends at Ctrl-C, though pages are open', async () => {
  expect(await demo.interrupt()).toBe(0)
})
