// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { affiliate } from '../../../support/unit/page'
import { find, useHidden } from '../hidden/hidden'
import { BUTTON, ON, TABLE } from './stripe'

const { open } = useHidden()

describe.each([BUTTON, TABLE])('Stripe’s element %s', (html) => {
  afterEach(() => vi.restoreAllMocks())
  const referenceOf = () => find('body > *').getAttribute('client-reference-id')
  const define = () => vi.spyOn(customElements, 'get').mockReturnValue(HTMLElement)

  test('has the click before Stripe’s script makes it what it is', async () => {
    expect(await open(html, ON)).toBe(referenceOf())
  })

  test('has it where it comes while the page is read', async () => {
    const click = await open('', ON, { isLoading: true })
    document.body.innerHTML = html
    document.dispatchEvent(new Event('readystatechange'))
    expect(referenceOf()).toBe(click)
  })

  test('has it with a yes, and no more with a no', async () => {
    await open(html, { ...ON, 'data-consent': 'required' })
    expect(referenceOf()).toBeNull()
    affiliate().consent(true)
    expect(referenceOf()).toBe(affiliate().getClickId())
    affiliate().consent(false)
    expect(referenceOf()).toBeNull()
  })

  test('keeps the one that it has', async () => {
    await open(html.replace('>', ' client-reference-id="user_1">'), ON)
    expect(referenceOf()).toBe('user_1')
  })

  test('is left as it is once it is Stripe’s, and where nobody asks', async () => {
    await open(html)
    expect(referenceOf()).toBeNull()
    await open(html, ON, { before: define })
    expect(referenceOf()).toBeNull()
  })
})
