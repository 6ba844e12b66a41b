import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, launchEngine, type Tab, type Visitor } from '../support/engine.ts'
import { type Example, type Page, startExample } from '../support/example.ts'
import { poll } from '../support/poll.ts'

const PLATFORMS = ['plain', 'cookiebot', 'onetrust', 'tcf']

let engine: Engine
let example: Example
let visitor: Visitor
let tab: Tab
let clickId: string

beforeAll(async () => {
  engine = await launchEngine()
  example = await startExample('consent')
})

afterAll(async () => {
  await engine.close()
  await example.close()
})

beforeEach(async () => {
  visitor = await engine.visitor()
  tab = await visitor.tab()
  clickId = await example.click()
})

afterEach(async () => {
  example.sandbox.faults.clear()
  await visitor.close()
})

describe.each(PLATFORMS)('with %s', (platform) => {
  const landing = `/${platform}.html`

  it('stores and sends nothing before the visitor has answered', async () => {
    await land(landing)
    await signUp(tab)
    await tab.waitFor(() => document.getElementById('result')?.textContent?.includes('queued'))
    expect(await storedByUs(tab)).toEqual([])
    expect(await tab.url()).toContain('irw_id=')
    expect(example.requests(clickId)).toEqual([])
  })

  it('sends what was tracked before the yes', async () => {
    await land(landing)
    await signUp(tab)
    await tab.click('#accept')
    await expect(example.recorded(clickId)).resolves.toMatchObject({
      email: 'ada@acme.example',
      properties: { plan: 'pro' },
    })
  })

  it('loses no click to a no before a yes on one page', async () => {
    await land(landing)
    await tab.click('#decline')
    expect(await storedByUs(tab)).toEqual([])
    await tab.click('#cookie-settings')
    await tab.click('#accept')
    await tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(tab)
    await example.recorded(clickId)
  })

  it('remembers the yes on the next page', async () => {
    await land(landing)
    await tab.click('#accept')
    await tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await tab.click('#next')
    await tab.waitFor(() => location.pathname.endsWith('-signup.html') && document.getElementById('cookie-settings'))
    await signUp(tab)
    await example.recorded(clickId)
    expect(await tab.evaluate(() => document.getElementById('banner')?.hidden)).toBe(true)
  })

  it('remembers the no on the next page', async () => {
    await land(landing)
    await tab.click('#decline')
    await tab.goto(example.url(`/${platform}-signup.html`))
    await ready(tab)
    await signUp(tab)
    await tab.waitFor(() => document.getElementById('result')?.textContent?.includes('ignored'))
    expect(await storedByUs(tab)).toEqual([])
    expect(example.requests(clickId)).toEqual([])
  })

  it('deletes everything of ours when the yes is taken back', async () => {
    example.sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    await land(landing)
    await tab.click('#accept')
    await tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(tab)
    await poll('the refused request', async () => example.requests(clickId).length > 0)
    // The other variant of the cookie, as an older script may have left it.
    await tab.evaluate(() => (document.cookie = '_introw_aff=older; Path=/'))
    expect(await storedByUs(tab)).toHaveLength(3)

    await tab.click('#cookie-settings')
    await tab.click('#decline')
    await tab.waitFor(() => !document.cookie.includes('_introw_aff='))
    expect(await storedByUs(tab)).toEqual([])

    example.sandbox.faults.clear()
    await tab.goto(example.url(`/${platform}-signup.html`))
    await ready(tab)
    expect(await storedByUs(tab)).toEqual([])
    expect(example.sandbox.store.conversion(clickId)).toBeUndefined()
  })
})

describe('the traps', () => {
  it('deletes an outbox in session storage too', async () => {
    example.sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    example.variant('/session.html', '/plain.html', (html) =>
      html.replace('data-api-host', 'data-outbox="session" data-api-host'),
    )
    await land('/session.html')
    await tab.click('#accept')
    await signUp(tab)
    await poll('the refused request', async () => example.requests(clickId).length > 0)
    expect(await tab.evaluate(() => Object.values({ ...sessionStorage }).join())).toContain('ada@acme.example')
    await tab.click('#cookie-settings')
    await tab.click('#decline')
    expect(await storedByUs(tab)).toEqual([])
  })

  it('takes "only statistics" at Cookiebot for a no', async () => {
    await land('/cookiebot.html')
    await tab.click('#selection')
    await signUp(tab)
    await tab.waitFor(() => document.getElementById('result')?.textContent?.includes('no-consent'))
    expect(await storedByUs(tab)).toEqual([])
  })

  it("loses nothing when a page passes on a platform's early no", async () => {
    example.variant('/early-no.html', '/onetrust.html', (html) =>
      html.replace(
        'src="/glue/onetrust.js">',
        `>addEventListener('OneTrustGroupsUpdated', ({ detail }) => introw.affiliate.consent(detail.includes('C0004')))`,
      ),
    )
    await land('/early-no.html')
    await tab.click('#accept')
    await tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(tab)
    await example.recorded(clickId)
  })

  it('needs no answer where the GDPR does not apply', async () => {
    await tab.goto(`${example.url('/tcf.html', clickId)}&country=US`)
    await tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(tab)
    await example.recorded(clickId)
  })

  it('does not take the reopened banner of a TCF platform for a withdrawal', async () => {
    await land('/tcf.html')
    await tab.click('#accept')
    await tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await tab.click('#cookie-settings')
    await tab.waitFor(() => document.getElementById('banner')?.hidden === false)
    expect(await tab.evaluate(() => document.cookie)).toContain('_introw_aff=')
  })
})

async function land(path: string): Promise<void> {
  await tab.goto(example.url(path, clickId))
  await ready(tab)
}

/** The script is there, has read the landing, and the platform has spoken for the first time. */
async function ready(tab: Tab): Promise<void> {
  await tab.waitFor(
    () => (window as unknown as Page).introw?.affiliate?.version && document.getElementById('cookie-settings'),
  )
}

async function signUp(tab: Tab): Promise<void> {
  await tab.click('#signup button')
}

/** Names of the cookies and storage keys that affiliate.js has made; a cookie once per variant. */
function storedByUs(tab: Tab): Promise<string[]> {
  return tab.evaluate(() =>
    [
      ...document.cookie.split('; ').map((pair) => pair.split('=')[0] ?? ''),
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
    ].filter((name) => name.includes('introw')),
  )
}
