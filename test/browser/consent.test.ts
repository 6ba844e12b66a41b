import { describe, expect, it } from 'vitest'
import type { Tab } from '../support/engine.ts'
import type { Page } from '../support/example.ts'
import { poll } from '../support/poll.ts'
import { press } from '../support/press.ts'
import { visitExample } from '../support/visit.ts'

const PLATFORMS = ['plain', 'cookiebot', 'onetrust', 'tcf']

const visit = visitExample('consent')

describe.each(PLATFORMS)('with %s', (platform) => {
  const landing = `/${platform}.html`

  it('stores and sends nothing before the visitor has answered, and then what was tracked before the yes', async () => {
    await land(landing)
    await signUp(visit.tab)
    await visit.tab.waitFor(() => document.getElementById('result')?.textContent?.includes('queued'))
    expect(await storedByUs(visit.tab)).toEqual([])
    expect(await visit.tab.url()).toContain('irw_id=')
    expect(visit.requests()).toEqual([])
    await visit.tab.click('#accept')
    await expect(visit.recorded()).resolves.toMatchObject({
      email: 'ada@acme.example',
      properties: { plan: 'pro' },
    })
  })

  it('loses no click to a no before a yes on one page', async () => {
    await land(landing)
    await visit.tab.click('#decline')
    expect(await storedByUs(visit.tab)).toEqual([])
    await visit.tab.click('#cookie-settings')
    await visit.tab.click('#accept')
    await visit.tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(visit.tab)
    await visit.recorded()
  })

  it('remembers the yes on the next page', async () => {
    await land(landing)
    await visit.tab.click('#accept')
    await visit.tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await visit.tab.click('#next')
    await visit.tab.waitFor(
      () => location.pathname.endsWith('-signup.html') && document.getElementById('cookie-settings'),
    )
    await signUp(visit.tab)
    await visit.recorded()
    expect(await visit.tab.evaluate(() => document.getElementById('banner')?.hidden)).toBe(true)
  })

  it('remembers the no on the next page', async () => {
    await land(landing)
    await visit.tab.click('#decline')
    await visit.tab.goto(visit.example.url(`/${platform}-signup.html`))
    await ready(visit.tab)
    await signUp(visit.tab)
    await visit.tab.waitFor(() => document.getElementById('result')?.textContent?.includes('ignored'))
    expect(await storedByUs(visit.tab)).toEqual([])
    expect(visit.requests()).toEqual([])
  })

  it('deletes everything of ours when the yes is taken back', async () => {
    visit.example.sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    await land(landing)
    await visit.tab.click('#accept')
    await visit.tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(visit.tab)
    await poll('the refused request', async () => visit.requests().length > 0)
    // The other variant of the cookie, as an older script may have left it.
    await visit.tab.evaluate(() => (document.cookie = '_introw_aff=older; Path=/'))
    expect(await storedByUs(visit.tab)).toHaveLength(3)

    await visit.tab.click('#cookie-settings')
    await visit.tab.click('#decline')
    await visit.tab.waitFor(() => !document.cookie.includes('_introw_aff='))
    expect(await storedByUs(visit.tab)).toEqual([])

    visit.example.sandbox.faults.clear()
    await visit.tab.goto(visit.example.url(`/${platform}-signup.html`))
    await ready(visit.tab)
    expect(await storedByUs(visit.tab)).toEqual([])
    expect(visit.example.sandbox.store.conversion(visit.clickId)).toBeUndefined()
  })
})

describe.each([
  ['vanilla', '#cc-main .cm [data-role="all"]', '#cc-main .cm [data-role="necessary"]'],
  ['klaro', '.klaro .cm-btn-success', '.klaro .cn-decline'],
])('with the own code of %s', (name, yes, no) => {
  it('stores nothing before a yes, and records what was tracked before it', async () => {
    await land(`/${name}.html`)
    await signUp(visit.tab)
    await visit.tab.waitFor(() => document.getElementById('result')?.textContent?.includes('queued'))
    expect(await storedByUs(visit.tab)).toEqual([])
    await press(visit.tab, yes)
    await visit.recorded()
  })

  it('stores nothing after a no', async () => {
    await land(`/${name}.html`)
    await press(visit.tab, no)
    await signUp(visit.tab)
    await visit.tab.waitFor(() => document.getElementById('result')?.textContent?.includes('no-consent'))
    expect(await storedByUs(visit.tab)).toEqual([])
  })
})

describe('the traps', () => {
  it('deletes an outbox in session storage too', async () => {
    visit.example.sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    visit.example.variant('/session.html', '/plain.html', (html) =>
      html.replace('data-api-host', 'data-outbox="session" data-api-host'),
    )
    await land('/session.html')
    await visit.tab.click('#accept')
    await signUp(visit.tab)
    await poll('the refused request', async () => visit.requests().length > 0)
    expect(await visit.tab.evaluate(() => Object.values({ ...sessionStorage }).join())).toContain('ada@acme.example')
    await visit.tab.click('#cookie-settings')
    await visit.tab.click('#decline')
    expect(await storedByUs(visit.tab)).toEqual([])
  })

  it('takes "only statistics" at Cookiebot for a no', async () => {
    await land('/cookiebot.html')
    await visit.tab.click('#selection')
    await signUp(visit.tab)
    await visit.tab.waitFor(() => document.getElementById('result')?.textContent?.includes('no-consent'))
    expect(await storedByUs(visit.tab)).toEqual([])
  })

  it("loses nothing when a page passes on a platform's early no", async () => {
    visit.example.variant('/early-no.html', '/onetrust.html', (html) =>
      html
        .replace('data-consent="onetrust"', 'data-consent="required"')
        .replace(
          '</head>',
          `<script>addEventListener('OneTrustGroupsUpdated', ({ detail }) => introw.affiliate.consent(detail.includes('C0004')))</script></head>`,
        ),
    )
    await land('/early-no.html')
    await visit.tab.click('#accept')
    await visit.tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(visit.tab)
    await visit.recorded()
  })

  it('needs no answer where the GDPR does not apply', async () => {
    await visit.tab.goto(`${visit.example.url('/tcf.html', visit.clickId)}&country=US`)
    await visit.tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await signUp(visit.tab)
    await visit.recorded()
  })

  it('does not take the reopened banner of a TCF platform for a withdrawal', async () => {
    await land('/tcf.html')
    await visit.tab.click('#accept')
    await visit.tab.waitFor(() => document.cookie.includes('_introw_aff='))
    await visit.tab.click('#cookie-settings')
    await visit.tab.waitFor(() => document.getElementById('banner')?.hidden === false)
    expect(await visit.tab.evaluate(() => document.cookie)).toContain('_introw_aff=')
  })
})

async function land(path: string): Promise<void> {
  await visit.open(path)
  await ready(visit.tab)
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
