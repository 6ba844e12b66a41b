import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../examples/bundle.mjs'
import type { Tab } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { KEY, openShop, readSeen, STUB, type Shop } from '../support/shop.ts'

const FIELD = '<input type="hidden" name="click" data-introw-click-id value="old">'

let shop: Shop
/** What the site was sent, by the path. */
const posted: Record<string, Record<string, string>> = {}

beforeAll(async () => {
  shop = await openShop()
  const script = await bundle(new URL('../support/controlled.jsx', import.meta.url))
  shop.site.page('/controlled.js', () => new Response(script, { headers: { 'content-type': 'text/javascript' } }))
  for (const path of ['/post', '/submit', '/late', '/shadow'])
    shop.site.page(path, async (request) => {
      posted[path] = Object.fromEntries(new URLSearchParams(await request.text()))
      return '<!doctype html><title>Thank you</title>'
    })
})
afterAll(() => shop?.close())

/** Opens a page of the site with this body, with a click, and gives the click's id. */
async function land(tab: Tab, body: string, attributes = ''): Promise<string> {
  const tag = `<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" ${attributes}></script>`
  shop.page('/', STUB + tag, body)
  const click = await shop.click()
  await tab.goto(`${shop.site.origin()}/?irw_id=${click}`)
  await tab.waitFor(() => window.introw?.affiliate?.version && document.readyState === 'complete')
  return click
}

const formTo = (path: string, fields = FIELD) =>
  `<form method="post" action="${path}">${fields}<button>Send</button></form>`
const sent = async (path: string) => {
  await poll(`what was sent to ${path}`, async () => posted[path] !== undefined)
  return posted[path]
}

describe('a marked field carries the click', () => {
  it('in what the browser posts: nothing of a disabled one', async () => {
    await shop.visit(async (tab) => {
      const disabled = `<fieldset disabled>${FIELD.replace('click"', 'other"')}</fieldset>`
      const click = await land(tab, formTo('/post', FIELD + disabled))
      await tab.click('button')
      expect(await sent('/post')).toEqual({ click })
    })
  })

  it('by form.submit(), which tells nobody, of a form without a field', async () => {
    await shop.visit(async (tab) => {
      const click = await land(tab, formTo('/submit', '').replace('<form', '<form data-introw-click-id="ref"'))
      await tab.evaluate(() => document.querySelector('form')?.submit())
      expect(await sent('/submit')).toEqual({ ref: click })
    })
  })

  it('in a form that comes late', async () => {
    await shop.visit(async (tab) => {
      const click = await land(tab, '')
      await tab.evaluate((html) => void (document.body.innerHTML = html), formTo('/late'))
      await tab.click('button')
      expect(await sent('/late')).toEqual({ click })
    })
  })

  it('in an open shadow tree', async () => {
    await shop.visit(async (tab) => {
      const click = await land(tab, '<div></div>')
      await tab.evaluate((html) => {
        const tree = document.querySelector('div')?.attachShadow({ mode: 'open' })
        if (tree) tree.innerHTML = html
        tree?.querySelector('button')?.click()
      }, formTo('/shadow'))
      expect(await sent('/shadow')).toEqual({ click })
    })
  })

  it('controlled by React: in its state, in new FormData(form), and on the page; empty after a no', async () => {
    await shop.visit(async (tab) => {
      const click = await land(tab, '<div id="app"></div><script type="module" src="/controlled.js"></script>')
      const send = async () => {
        await tab.click('button')
        return JSON.parse((await tab.waitFor(() => document.querySelector('output')?.textContent)) ?? '')
      }
      expect(await send()).toEqual({ state: click, data: { click, fixed: click } })
      await tab.evaluate(() => {
        document.querySelector('output')?.replaceChildren()
        window.introw?.affiliate?.consent?.(false)
      })
      expect(await send()).toEqual({ state: '', data: { click: '', fixed: '' } })
      expect(await tab.evaluate(readSeen)).toEqual([])
    })
  })
})
