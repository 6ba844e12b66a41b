// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { affiliate, importIntegrations, visit } from '../../../support/unit/page'
import { KEY } from '../../../support/unit/backend'
import { SHOP } from '../../../support/unit/shop'
import { settle } from '../../../support/unit/time'
import { watchStorage } from '../../../support/unit/browser'
import { find, useHidden } from './hidden'

const { land, landing, open } = useHidden()

const FORM = '<form><input name="mail"><input type="hidden" name="click" data-introw-click-id value="old"></form>'

/** The browser submits a form: gives what its fields say then. */
function submit(form = find('form')): Record<string, FormDataEntryValue> {
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  return complete(form)
}

/** The browser makes the form's data, as it also does for `form.submit()` and `new FormData(form)`. */
function complete(form = find('form')): Record<string, FormDataEntryValue> {
  const formData = new FormData(form as HTMLFormElement)
  form.dispatchEvent(Object.assign(new Event('formdata', { bubbles: true }), { formData }))
  return Object.fromEntries(formData)
}

describe('a marked field', () => {
  test('carries the click, at the moment of submission', async () => {
    const click = await open(FORM)
    const field = find<HTMLInputElement>('[name=click]')
    expect(field.value).toBe('old')
    expect(submit()).toEqual({ mail: '', click })
    expect(field.value).toBe(click)
  })

  test('carries it where no script hears of a submission: form.submit(), new FormData(form)', async () => {
    const click = await open(FORM)
    expect(complete()).toEqual({ mail: '', click })
    expect(find<HTMLInputElement>('[name=click]').value).toBe('old')
  })

  test('is filled before the page’s own listeners read it, with the event that frameworks wait for', async () => {
    const click = await open(FORM)
    const heard: string[] = []
    const field = find<HTMLInputElement>('[name=click]')
    field.addEventListener('input', () => heard.push('input'))
    find('form').addEventListener('submit', () => heard.push(field.value), true)
    submit()
    submit()
    expect(heard).toEqual(['input', click, click])
  })

  test('is filled past a setter that a framework has put on it', async () => {
    const click = await open(FORM)
    const field = find<HTMLInputElement>('[name=click]')
    const set: string[] = []
    Object.defineProperty(field, 'value', {
      configurable: true,
      get: () => 'old',
      set: (text: string) => set.push(text),
    })
    submit()
    Reflect.deleteProperty(field, 'value')
    expect([set, field.value]).toEqual([[], click])
  })

  test('of a form that is made later is filled, and one that belongs to it by form=', async () => {
    const click = await open('')
    document.body.innerHTML = '<form id="late"></form><input form="late" name="click" data-introw-click-id>'
    expect(submit()).toEqual({ click })
  })

  test('in an open shadow tree is filled once the visitor has touched it', async () => {
    const click = await open('<div></div>')
    const tree = find('div').attachShadow({ mode: 'open' })
    tree.innerHTML = FORM
    find('input', tree).dispatchEvent(new Event('focusin', { bubbles: true, composed: true }))
    expect(submit(find('form', tree))).toMatchObject({ click })
  })

  test.each([
    ['a field named like a member of forms', '<input name="elements"><input name="getAttribute">'],
    ['a fieldset', '<fieldset></fieldset>'],
  ])('is filled beside %s', async (_, other) => {
    const click = await open(FORM.replace('<input', `${other}<input`))
    expect(submit()).toMatchObject({ click })
  })

  test.each([
    ['a password', '<input type="password" name="click" data-introw-click-id value="old">'],
    ['an e-mail', '<input type="email" name="click" data-introw-click-id value="old">'],
    ['a choice', '<select name="click" data-introw-click-id><option>old</option></select>'],
    ['a text of several lines', '<textarea name="click" data-introw-click-id>old</textarea>'],
    ['what is not marked', '<input type="hidden" name="click" value="old">'],
  ])('is not %s', async (_, field) => {
    await open(`<form>${field}</form>`)
    expect(submit()).toEqual({ click: 'old' })
  })

  test.each([
    ['disabled', '<input name="click" data-introw-click-id disabled>'],
    ['without a name', '<input data-introw-click-id>'],
  ])('%s sends nothing, as HTML has it', async (_, field) => {
    await open(`<form>${field}</form>`)
    expect(submit()).toEqual({})
    expect(find<HTMLInputElement>('input').value).toBe('')
  })
})

describe('a marked form without a field', () => {
  test.each([
    ['data-introw-click-id', 'introw_click_id'],
    ['data-introw-click-id="clickId"', 'clickId'],
  ])('sends it all the same: %s', async (mark, name) => {
    const click = await open(`<form ${mark}></form>`)
    expect(submit()).toEqual({ [name]: click })
  })
})

describe('a marked field is empty', () => {
  test('without a click', async () => {
    document.body.innerHTML = FORM
    await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY } })
    expect(submit()).toEqual({ mail: '', click: '' })
    expect(find<HTMLInputElement>('[name=click]').value).toBe('')
  })

  test('before a yes, and filled behind it', async () => {
    await open(FORM, { 'data-consent': 'required' })
    expect(submit()).toMatchObject({ click: '' })
    affiliate().consent(true)
    expect(submit()).toMatchObject({ click: affiliate().getClickId() })
  })

  test('after a no, whatever it had', async () => {
    await open(FORM)
    submit()
    affiliate().consent(false)
    expect(submit()).toMatchObject({ click: '' })
  })

  test('of the click before a newer one, which it has', async () => {
    const first = await open(FORM)
    submit()
    window.history.pushState(null, '', await landing())
    const { click } = submit()
    expect(click).not.toBe(first)
    expect(click).toBe(affiliate().getClickId())
  })
})

describe('the setting', () => {
  test.each(['off', 'OFF', 'false', '0', 'no', 'of', 'hidden'])(
    'hidden-fields="%s" leaves fields alone',
    async (text) => {
      await open(FORM, { 'data-hidden-fields': text })
      expect(submit()).toMatchObject({ click: 'old' })
    },
  )

  test.each(['on', '', 'True', '1', 'yes'])('hidden-fields="%s" fills them', async (text) => {
    const click = await open(FORM, { 'data-hidden-fields': text })
    expect(submit()).toMatchObject({ click })
  })

  test('of npm is a function', async () => {
    document.body.innerHTML = FORM
    const { hiddenFields } = await importIntegrations()
    await land({ options: { publishableKey: KEY, integrations: [hiddenFields()] } })
    await settle()
    expect(submit()).toMatchObject({ click: affiliate().getClickId() })
  })
})

test.each([
  ['nothing', '', false],
  ['an embed', '<div data-url="https://calendly.com/acme" data-introw-click-id></div>', true],
])('where %s is marked, that alone asks for the click before the page is idle', async (_, marked, isAsked) => {
  let calls: string[] = []
  document.body.innerHTML = `<form></form><a href="https://calendly.com/acme"></a>${marked}`
  const before = () => (calls = watchStorage())
  await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY, 'data-stripe-reference': 'on' }, before })
  document.dispatchEvent(new Event('readystatechange'))
  await settle()
  submit()
  find('a').dispatchEvent(new MouseEvent('click', { bubbles: true }))
  expect(calls.length > 0).toBe(isAsked)
})
