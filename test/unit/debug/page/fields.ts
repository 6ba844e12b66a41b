import { afterEach, describe, expect, test, vi } from 'vitest'
import { SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { codes, find, landing, land, messages, TAG, visit } from './debug'

async function open(html: string, url?: string, tag: Readonly<Record<string, string>> = {}): Promise<void> {
  document.body.innerHTML = html
  await visit(url ?? (await landing()), { edition: 'full', tag: { ...TAG, ...tag } })
  await elapse(3_000)
}

/** The browser makes the first form's data. */
function complete(): void {
  const formData = new FormData()
  document.querySelector('form')?.dispatchEvent(Object.assign(new Event('formdata', { bubbles: true }), { formData }))
}

const click = (selector: string) =>
  document.querySelector(selector)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))

const STRIPE = { 'data-stripe-reference': 'on' }
const LINK = '<a href="https://buy.stripe.com/1"></a>'

describe('of what carries the click to others it tells', () => {
  afterEach(() => {
    document.body.replaceChildren()
    vi.restoreAllMocks()
  })

  test('that nothing reads the mark', async () => {
    document.body.innerHTML = '<input name="click" data-introw-click-id>'
    await land()
    expect(find('fields-off')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('affiliate.full.js') })
  })

  test.each([
    '<input type="password" name="click" data-introw-click-id>',
    '<input type="hidden" data-introw-click-id>',
    '<a href="https://calendly.example/" data-introw-click-id></a>',
  ])('which marked element carries nothing: %s', async (html) => {
    await open(html)
    expect(find('field-odd')?.text).toContain(html.slice(0, 8))
    expect(codes()).not.toContain('fields-off')
  })

  test('what a form’s data had in it', async () => {
    await open('<form data-introw-click-id="ref"><input name="click" data-introw-click-id></form>')
    complete()
    expect(find('field-filled')?.text).toMatch(/aff_\S+ in click, ref/)
    expect(codes()).not.toContain('field-odd')
  })

  test('that it had nothing in it', async () => {
    await open('<form data-introw-click-id></form>', SHOP)
    complete()
    expect(find('field-empty')?.text).toContain('introw_click_id')
  })

  test('which embed carries the click, and which has a value of its own', async () => {
    await open(
      '<div data-url="https://calendly.com/acme" data-introw-click-id></div><p data-url="https://calendly.com/acme?utm_term=x" data-introw-click-id></p>',
    )
    expect(find('click-carried')?.text).toContain('<div data-url="https://calendly.com/acme"')
    expect(find('carrier-taken')?.text).toContain('<p ')
    expect(codes()).not.toContain('field-odd')
  })

  test.each([
    '<div data-tf-live="L1" data-introw-click-id><iframe></iframe></div>',
    '<iframe src="https://calendly.com/acme" data-introw-click-id></iframe>',
  ])('which frame was there too early: %s', async (html) => {
    await open(html)
    expect(find('embed-late')).toMatchObject({ level: 'warn', text: expect.stringContaining(html.slice(0, 5)) })
  })

  test('which frame is well, since the page has put the click there', async () => {
    const url = await landing()
    const id = new URL(url).searchParams.get('irw_id')
    await open(`<iframe src="https://calendly.com/acme?utm_term=${id}" data-introw-click-id></iframe>`, url)
    expect(codes()).not.toContain('embed-late')
  })

  test('which payment link has it', async () => {
    await open(LINK, undefined, STRIPE)
    click('a')
    expect(find('click-carried')?.text).toContain('https://buy.stripe.com/1')
  })

  test('what Stripe would drop, loudly', async () => {
    await open(LINK, `${SHOP}?irw_id=a.b`, STRIPE)
    click('a')
    expect(find('stripe-unfit')).toMatchObject({ level: 'warn', text: expect.stringContaining('200') })
  })

  test('which of Stripe’s elements was there too early', async () => {
    vi.spyOn(customElements, 'get').mockReturnValue(HTMLElement)
    await open('<stripe-buy-button></stripe-buy-button>', undefined, STRIPE)
    expect(find('stripe-late')?.remedy).toContain('readClickId()')
  })

  test('nothing where there is nothing', async () => {
    await open('<form></form><a href="https://calendly.com/acme"></a>')
    complete()
    click('a')
    expect(messages().filter(({ code }) => /field|carrie|embed|stripe/.test(code))).toEqual([])
  })
})
