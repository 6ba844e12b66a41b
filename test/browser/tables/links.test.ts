import { describe, expect, it } from 'vitest'
import { arrived, clickOf, useDomains } from '../../support/domains.ts'
import type { Way } from '../../support/engine.ts'
import { poll } from '../../support/poll.ts'

// Not https: a tab that opens behind another may ask before the driver has told it to mind no certificate.
const domains = useDomains({ https: false })
const { target } = domains

describe('a link to another domain is followed with the click in it, by', () => {
  const link = (attributes = '') => `<a href="${target}" ${attributes}>There</a>`
  const inSvg = (name: string) =>
    `<svg width="200" height="50"><a ${name}="${target}"><rect width="200" height="50"></rect></a></svg>`

  it.each<[string, string, Way]>([
    ['the left button', link(), 'left'],
    ['the keyboard', link(), 'enter'],
    ['the middle button', link(), 'middle'],
    ['Ctrl', link(), 'control'],
    ['another tab', link('target="_blank"'), 'left'],
    ['another tab, by the keyboard', link('target="_blank" rel="noopener"'), 'enter'],
    ['a child of the link', `<a href="${target}"><b>There</b></a>`, 'left'],
    ['SVG', inSvg('href'), 'left'],
    ['older SVG', inSvg('xlink:href'), 'left'],
    [
      'a listener that writes the address',
      '<a href="#" onclick="this.href=this.dataset.to" data-to="' + target + '">There</a>',
      'left',
    ],
    ['a listener that stops the event', link('onclick="event.stopPropagation()"'), 'left'],
    [
      'a link that comes late',
      `<p><script>setTimeout(() => document.querySelector('p').outerHTML = '<a href="${target}">There</a>')</script></p>`,
      'left',
    ],
    [
      'POST',
      `<form method="post" action="${target}"><a role="button" onclick="this.parentNode.requestSubmit()">Go</a></form>`,
      'left',
    ],
    [
      'GET',
      `<form action="${target}"><a role="button" onclick="this.parentNode.requestSubmit()">Go</a></form>`,
      'left',
    ],
  ])('%s', (_, body, way) =>
    domains.visit(async (tab) => {
      const click = await domains.land(tab, body)
      await tab.click('a', way)
      await poll('the other page', async () => domains.handed(click).length > 0)
      const [address = ''] = domains.handed(click)
      expect(new URL(address).host).toBe('app.other.example')
      if (!body.startsWith('<form action')) expect(address).toContain('/there?sig=a%20b%2F&x&irw_h=')
    }),
  )

  it.each([
    ['a link', link('id="it"')],
    ['a form', `<form method="post" action="${target}"><button id="it">Go</button></form>`],
  ])('%s of an open shadow tree', (_, html) =>
    domains.visit(async (tab) => {
      const click = await domains.land(tab, '<div></div>')
      await tab.evaluate((text) => {
        const tree = document.querySelector('div')?.attachShadow({ mode: 'open' })
        if (tree) tree.innerHTML = text
        tree?.querySelector<HTMLElement>('#it')?.click()
      }, html)
      await poll('the other page', async () => domains.handed(click).length > 0)
    }),
  )

  it('nothing where a menu is opened, or the page prevents it: the address is as it was', () =>
    domains.visit(async (tab) => {
      const click = await domains.land(
        tab,
        link('oncontextmenu="window.menu = this.href" onclick="event.preventDefault()"'),
      )
      const seen = await tab.evaluate(() => {
        const link = document.querySelector('a')
        const read = () => link?.getAttribute('href')
        link?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, button: 2 }))
        const menu = read()
        link?.click()
        return [menu, read()]
      })
      expect(seen).toEqual([target, target])
      expect(domains.handed(click)).toEqual([])
    }))

  it('what no listener sees, by decorate()', () =>
    domains.visit(async (tab) => {
      const click = await domains.land(tab, '')
      await tab.evaluate((url) => void (location.href = window.introw?.affiliate?.decorate?.(url) ?? ''), target)
      await arrived(tab)
      expect([await clickOf(tab), await tab.url()]).toEqual([click, target])
    }))
})
