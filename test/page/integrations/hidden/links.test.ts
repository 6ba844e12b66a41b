// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { affiliate } from '../../../support/unit/page'
import { elapse } from '../../../support/unit/time'
import { find, useHidden } from './hidden'

const { open } = useHidden()

/** The visitor follows an element: gives what an attribute says as it is followed, and what it says then. */
async function follow(selector: string, attribute: string, type = 'click', button = 0) {
  const element = find(selector)
  let followed: string | null = null
  const hear = () => (followed = element.getAttribute(attribute))
  document.addEventListener(type, hear, { once: true })
  element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, button }))
  await elapse(0)
  return [followed, element.getAttribute(attribute)]
}

describe('a marked link carries the click as it is followed, and is put back', () => {
  const LINK = '<a href="https://calendly.com/acme?a=%20b#c" data-introw-click-id><b>Book</b></a>'

  test.each([
    ['click', 0],
    ['auxclick', 1],
  ])('by %s with button %i', async (type, button) => {
    const click = await open(LINK)
    const [followed, then] = await follow('a', 'href', type, button)
    expect(followed).toBe(`https://calendly.com/acme?a=%20b&utm_term=${click}#c`)
    expect(then).toBe('https://calendly.com/acme?a=%20b#c')
  })

  test('by what is in it, and in an open shadow tree', async () => {
    const click = await open('<div></div>')
    const tree = find('div').attachShadow({ mode: 'open' })
    tree.innerHTML = LINK
    const link = find<HTMLAnchorElement>('a', tree)
    let followed = ''
    link.addEventListener('click', () => (followed = link.href))
    find('b', tree).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
    await elapse(0)
    expect(followed).toContain(click)
  })

  test('but not by the button that opens a menu', async () => {
    await open(LINK)
    expect((await follow('a', 'href', 'auxclick', 2))[0]).toBe('https://calendly.com/acme?a=%20b#c')
  })

  test('of Cal.com’s embed, as it is opened', async () => {
    const click = await open(
      '<button data-cal-link="acme/demo" data-cal-config=\'{"theme":"dark"}\' data-introw-click-id></button>',
    )
    const [followed, then] = await follow('button', 'data-cal-config')
    expect(JSON.parse(followed ?? '')).toEqual({ theme: 'dark', 'metadata[introw_click_id]': click })
    expect(then).toBe('{"theme":"dark"}')
  })

  test('of Cal.com’s embed without a configuration', async () => {
    const click = await open('<button data-cal-link="acme/demo" data-introw-click-id="metadata[ref]"></button>')
    const [followed, then] = await follow('button', 'data-cal-config')
    expect([JSON.parse(followed ?? ''), then]).toEqual([{ 'metadata[ref]': click }, null])
  })

  test.each([
    ['not marked', LINK.replace('data-introw-click-id', '')],
    ['somebody else’s', LINK.replace('calendly.com', 'calendly.example')],
    ['one with a value of its own', LINK.replace('?a=', '?utm_term=')],
    [
      'one of a configuration that nobody can read',
      '<a data-cal-link="a" data-cal-config="{" href="/" data-introw-click-id></a>',
    ],
  ])('but not %s', async (_, html) => {
    await open(html)
    const before = find('a').outerHTML
    await follow('a', 'href')
    expect(find('a').outerHTML).toBe(before)
    expect((await follow('a', 'href'))[0]).toBe(find('a').getAttribute('href'))
  })

  test('nor without a yes', async () => {
    await open(LINK)
    affiliate().consent(false)
    expect((await follow('a', 'href'))[0]).toBe('https://calendly.com/acme?a=%20b#c')
  })
})
