// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hide } from '../../../support/unit/page'
import { PAGE_RUNS } from '../../../support/unit/runs'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { wild } from '../hubspot/generated'
import { useVendors } from './vendor'

const { calls, landFull, conversions } = useVendors()

type Handler = (values: unknown, url: string) => unknown

/** Marketo's script: it calls back with forms that are ready, and with later ones. */
function createMarketo() {
  const waiting: ((form: object) => void)[] = []
  return {
    MktoForms2: { whenReady: (callback: (form: object) => void) => void waiting.push(callback) },
    /** A form comes; gives what its success handlers return. */
    submit(id: unknown, values: unknown) {
      const handlers: Handler[] = []
      const form = { getId: () => id, onSuccess: (handler: Handler) => void handlers.push(handler) }
      for (const callback of waiting) callback(form)
      return handlers.map((handler) => handler(values, '/thanks'))
    },
  }
}

/** A script of the page has loaded. */
function scriptLoaded(): void {
  const script = document.createElement('div')
  document.body.append(script)
  script.dispatchEvent(new Event('load'))
}

describe('Marketo', () => {
  test('counts a form with its e-mail, also when the page goes on at once, and returns nothing', async () => {
    const marketo = createMarketo()
    Object.assign(window, marketo)
    await landFull({ 'data-marketo': 'on' })
    Object.assign(window, marketo)
    scriptLoaded()
    expect(marketo.submit(1001, { Email: EMAIL, Company: 'Acme' })).toEqual([undefined])
    hide()
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { marketoForm: '1001' } }])
  })

  test('is found when its script comes late, once', async () => {
    await landFull({ 'data-marketo': '1001' })
    scriptLoaded()
    const marketo = createMarketo()
    Object.assign(window, marketo)
    scriptLoaded()
    scriptLoaded()
    expect(marketo.submit(1001, { Email: EMAIL })).toHaveLength(1)
    marketo.submit(1002, { Email: 'other@acme.example' })
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
    expect(calls).toHaveLength(1)
  })

  test('throws for nothing that it is told', async () => {
    const marketo = createMarketo()
    await landFull({ 'data-marketo': '1001' })
    Object.assign(window, marketo)
    scriptLoaded()
    const other = fc.anything().filter((id) => id !== 1001 && id !== '1001')
    fc.assert(
      fc.property(other, wild, (id, values) => {
        expect(marketo.submit(id, values)).toEqual([undefined])
      }),
      { numRuns: PAGE_RUNS },
    )
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test.each([[[1001]], [{ toString: (): string => '1001' }]])(
    'counts nothing of an id that is neither text nor number',
    async (id) => {
      const marketo = createMarketo()
      await landFull({ 'data-marketo': '1001' })
      Object.assign(window, marketo)
      scriptLoaded()
      marketo.submit(id, { Email: EMAIL })
      await elapse(10_000)
      expect(calls).toEqual([])
    },
  )

  test.each([[null], ['text'], [{ Email: 5 }], [undefined]])('takes values that are odd: %j', async (values) => {
    const marketo = createMarketo()
    await landFull({ 'data-marketo': 'on' })
    Object.assign(window, marketo)
    scriptLoaded()
    expect(marketo.submit(1001, values)).toEqual([undefined])
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: null, properties: { marketoForm: '1001' } }])
  })
})

describe('Contact Form 7', () => {
  /** The plugin's event, on a form of the page. */
  function tell(type: string, detail: unknown, html = '<input type="email" name="mail">') {
    const form = document.createElement('form')
    form.innerHTML = html
    document.body.replaceChildren(form)
    form.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }))
  }
  const sent = (more: object = {}) => ({
    contactFormId: 7,
    status: 'mail_sent',
    inputs: [
      { name: 'your-name', value: 'Ada' },
      { name: 'mail', value: EMAIL },
    ],
    ...more,
  })

  test('counts a form whose mail was sent, with its e-mail alone', async () => {
    await landFull({ 'data-contact-form-7': 'on' })
    tell('wpcf7mailsent', sent())
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { contactForm7Form: '7' } }])
  })

  test('knows the field of the plugin’s own form', async () => {
    await landFull({ 'data-contact-form-7': '7' })
    tell('wpcf7mailsent', sent({ inputs: [{ name: 'your-email', value: EMAIL }] }), '<input name="your-email">')
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test.each(['wpcf7submit', 'wpcf7invalid', 'wpcf7spam', 'wpcf7mailfailed', 'wpcf7beforesubmit', 'submit'])(
    'counts nothing by %s',
    async (type) => {
      await landFull({ 'data-contact-form-7': 'on' })
      tell(type, sent())
      await elapse(10_000)
      expect(calls).toEqual([])
    },
  )

  test.each([
    ['another form', sent({ contactFormId: 8 })],
    ['one that has to be paid', sent({ status: 'payment_required' })],
    ['its id in a list', sent({ contactFormId: [7] })],
    ['its id as an object that has its text', sent({ contactFormId: { toString: (): string => '7' } })],
    ['no detail', undefined],
    ['a detail that is none', 'text'],
  ])('counts nothing of %s', async (_, detail) => {
    await landFull({ 'data-contact-form-7': '7' })
    tell('wpcf7mailsent', detail)
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test('counts nothing of whatever else is told, and throws for nothing', async () => {
    await landFull({ 'data-contact-form-7': '7' })
    const detail = fc.oneof(
      wild,
      fc.record({
        contactFormId: fc.anything().filter((id) => id !== 7 && id !== '7'),
        status: fc.anything(),
        inputs: fc.anything(),
      }),
      fc.record({
        contactFormId: fc.constant(7),
        status: fc.string({ maxLength: 5 }),
        inputs: fc.array(fc.anything()),
      }),
    )
    fc.assert(
      fc.property(detail, (told) => tell('wpcf7mailsent', told)),
      { numRuns: PAGE_RUNS },
    )
    await elapse(10_000)
    expect(calls).toEqual([])
  })
})
