import { afterEach } from 'vitest'
import { hide, visit, type VisitOptions } from '../../../support/unit/page'
import { KEY } from '../../../support/unit/backend'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useVendors } from '../vendors/vendor'

/** The full edition's, which counts marked forms. */
export const TAG = { 'data-publishable-key': KEY, 'data-marked-forms': 'on' }

/** A form as a merchant marks it. */
export const formOf = (mark: string, fields = `<input type="email" name="mail" value="${EMAIL}">`) =>
  `<form action="/sign-up" data-introw-conversion="${mark}">${fields}</form>`

/** A shop whose pages have marked forms. */
export function useMarked() {
  const shop = useVendors()
  afterEach(() => document.body.replaceChildren())
  return {
    ...shop,
    /** Follows a partner's link to a page with this markup. */
    async landOn(html: string, settings: Readonly<Record<string, string>> = {}): Promise<void> {
      document.body.innerHTML = html
      await shop.landFull({ ...TAG, ...settings })
    },
    /** The browser goes on to another page of the site. */
    async goTo(path: string, html = '', settings: Readonly<Record<string, string>> = {}, options: VisitOptions = {}) {
      hide()
      document.body.innerHTML = html
      await visit(new URL(path, SHOP).href, { edition: 'full', tag: { ...TAG, ...settings }, ...options })
      await elapse(0)
    },
    /** What has been recorded in the end. */
    async counted() {
      await elapse(10_000)
      return shop.conversions()
    },
  }
}

/** The browser submits the first form: gives whether the page has prevented it. */
export async function submit(form = document.querySelector('form'), type = 'submit'): Promise<boolean> {
  const event = new SubmitEvent(type, { bubbles: true, cancelable: true })
  form?.dispatchEvent(event)
  await elapse(0)
  return event.defaultPrevented
}
