import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tab } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { KEY, openShop, readSeen, STUB, type Shop } from '../support/shop.ts'
import { visitExample } from '../support/visit.ts'

const EMAIL = 'lead@acme.example'
const FIELDS = `<input type="email" name="mail" value="${EMAIL}" required><select name="plan" data-introw-property><option>pro</option></select><button>Send</button>`

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

const tagOf = (attributes: string) =>
  `${STUB}<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" data-marked-forms="on" ${attributes}></script>`

const formOf = (mark: string, attributes = '') =>
  `<form method="post" action="/accepted" data-introw-conversion="${mark}" ${attributes}>${FIELDS}</form>`

/** A page of the site, with a form on it; the site's server answers `/accepted` by a redirect, and `/refused` by the form. */
function setPages(body: string, attributes = ''): void {
  for (const path of ['/', '/thanks', '/other']) shop.page(path, tagOf(attributes), path === '/' ? body : '')
  shop.page('/refused', tagOf(attributes), body)
  shop.site.page('/accepted', () => new Response(null, { status: 303, headers: { location: '/thanks' } }))
}

async function land(tab: Tab): Promise<string> {
  const click = await shop.click()
  await tab.goto(`${shop.site.origin()}/?irw_id=${click}`)
  await tab.waitFor(() => window.introw?.affiliate?.version && document.readyState === 'complete')
  return click
}

const outcomesOf = (click: string) =>
  shop.sandbox.store.requests.filter(({ clickId }) => clickId === click).map(({ outcome }) => outcome)
const conversionsOf = (click: string) => shop.sandbox.store.conversions.filter(({ clickId }) => clickId === click)
const arrived = (tab: Tab, path: string) =>
  tab.waitFor((wanted) => location.pathname === wanted && document.readyState === 'complete', path)

/** A conversion that nothing may come before: it shows that what was not counted would have been by now. */
async function expectNothing(tab: Tab, click: string): Promise<void> {
  await tab.evaluate(() => window.introw?.affiliate?.track({ email: 'last@acme.example' }))
  await poll('the last', async () => conversionsOf(click).length > 0)
  expect(JSON.stringify(conversionsOf(click))).not.toContain('markedForm')
}

const press = (tab: Tab) => tab.evaluate(() => document.querySelector('button')?.click())

describe.each(['submit', '/thanks'])('a form marked %s, which the browser submits', (mark) => {
  it.each([
    ['by its button', press],
    ['by requestSubmit()', (tab: Tab) => tab.evaluate(() => document.querySelector('form')?.requestSubmit())],
  ])('counts once where the site has accepted it: %s', async (_, send) => {
    setPages(formOf(mark))
    await shop.visit(async (tab) => {
      const click = await land(tab)
      await send(tab)
      await arrived(tab, '/thanks')
      await poll('the conversion', async () => conversionsOf(click).length > 0)
      expect(conversionsOf(click)).toMatchObject([
        { email: EMAIL, properties: { markedForm: '/accepted', plan: 'pro' } },
      ])
      expect(outcomesOf(click)).toEqual(['recorded'])
      expect(await tab.evaluate(readSeen)).toEqual([])
    })
  })

  it('counts nothing that the page prevents, or that is invalid', async () => {
    setPages(formOf(mark))
    await shop.visit(async (tab) => {
      const click = await land(tab)
      await tab.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault(), { once: true }))
      await press(tab)
      await tab.evaluate(() => document.querySelector('input')?.setAttribute('value', 'none'))
      await press(tab)
      await tab.goto(`${shop.site.origin()}/thanks`)
      await expectNothing(tab, click)
    })
  })
})

describe('a form marked with submit', () => {
  it('counts nothing where the site has refused it', async () => {
    setPages(formOf('submit', 'id="lead"').replace('/accepted', '/refused'))
    await shop.visit(async (tab) => {
      const click = await land(tab)
      await press(tab)
      await arrived(tab, '/refused')
      await tab.goto(`${shop.site.origin()}/other`)
      await expectNothing(tab, click)
    })
  })

  it('counts in an open shadow tree', async () => {
    setPages('<div></div>')
    await shop.visit(async (tab) => {
      const click = await land(tab)
      await tab.evaluate((html) => {
        const tree = document.querySelector('div')?.attachShadow({ mode: 'open' })
        if (tree) tree.innerHTML = html
        tree?.querySelector('button')?.click()
      }, formOf('submit'))
      await arrived(tab, '/thanks')
      await poll('the conversion', async () => conversionsOf(click).length > 0)
      expect(conversionsOf(click)).toMatchObject([{ email: EMAIL }])
    })
  })
})

describe('the examples of what is one’s own', () => {
  const visit = visitExample('forms')

  it('a form counts where the page of its mark is reached', async () => {
    await visit.open('/marked.html')
    await visit.tab.fill('input[type=email]', EMAIL)
    await visit.tab.click('form button')
    expect(await visit.recorded()).toMatchObject({
      email: EMAIL,
      properties: { markedForm: '/thanks.html', seats: '5' },
    })
  })

  it('an integration of one’s own, from npm, counts what the server has accepted', async () => {
    await visit.open('/own.html')
    await visit.tab.waitFor(() => window.introw?.affiliate?.version)
    for (const email of ['x@refused.example', EMAIL]) {
      await visit.tab.fill('input[type=email]', email)
      await visit.tab.click('form button')
    }
    expect(await visit.recorded()).toMatchObject({ email: EMAIL, properties: { widgetId: 'w-1' } })
    expect(visit.requests()).toHaveLength(1)
  })
})
