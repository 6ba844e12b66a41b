// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { hide, load, visit } from '../../../support/unit/page'
import { EMAIL } from '../../../support/unit/shop'
import { post, submitted } from '../hubspot/messages'
import { formOf, submit, TAG, useMarked } from './marked'

const { calls, landing, landOn, goTo, counted } = useMarked()
const conversion = { email: EMAIL, properties: { markedForm: '/sign-up' } }

/** An open shadow tree in the first element. */
function growTree(html: string): ShadowRoot {
  const tree = (document.querySelector('div') as Element).attachShadow({ mode: 'open' })
  tree.innerHTML = html
  return tree
}
const persisted = () => Object.assign(new Event('pageshow'), { persisted: true })

describe('a form marked with submit', () => {
  test('counts on the next page, once', async () => {
    await landOn(formOf('submit'))
    await submit()
    hide()
    expect(calls).toEqual([])
    await goTo('/welcome')
    expect(await counted()).toEqual([conversion])
    await goTo('/')
    await counted()
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['as it was', formOf('submit')],
    ['under another id', formOf('submit').replace('<form', '<form id="form-2"')],
    ['by its id', '<form id="lead" action="/other" data-introw-conversion="submit"></form>'],
  ])('was refused where the next page has it again: %s', async (_, html) => {
    await landOn(formOf('submit').replace('<form', '<form id="lead"'))
    await submit()
    await goTo('/sign-up', html)
    await goTo('/pricing')
    expect(await counted()).toEqual([])
  })

  test('was refused where a shadow tree of the next page has it again', async () => {
    await landOn(formOf('submit'))
    await submit()
    await goTo('/sign-up', '<div></div>', {}, { isLoading: true })
    growTree(formOf('submit'))
    load()
    await goTo('/pricing')
    expect(await counted()).toEqual([])
  })

  test('is another than the next page’s', async () => {
    await landOn(formOf('submit'))
    await submit()
    await goTo(
      '/welcome',
      '<form action="/newsletter" data-introw-conversion="submit"></form><form action="/sign-up"></form>',
    )
    expect(await counted()).toEqual([conversion])
  })

  test('counts once where it was submitted again', async () => {
    await landOn(formOf('submit'))
    await submit()
    document.querySelector('input')?.setAttribute('value', 'second@acme.example')
    await submit()
    await goTo('/welcome')
    expect(await counted()).toEqual([{ ...conversion, email: 'second@acme.example' }])
    expect(calls).toHaveLength(1)
  })

  test('waits for its answer while its own page is still loading', async () => {
    document.body.innerHTML = formOf('submit')
    await visit(await landing(), { edition: 'full', tag: TAG, isLoading: true })
    await submit()
    load()
    await goTo('/welcome')
    expect(await counted()).toEqual([conversion])
  })

  test('was refused, or left undone, where its page comes back', async () => {
    await landOn(formOf('submit'))
    await submit()
    hide()
    window.dispatchEvent(persisted())
    await goTo('/pricing')
    expect(await counted()).toEqual([])
  })

  test('waits for the next page where one has gone before it was there', async () => {
    await landOn(formOf('submit'))
    await submit()
    await goTo('/redirect', '', {}, { isLoading: true })
    await goTo('/sign-up', formOf('submit'))
    expect(await counted()).toEqual([])
  })
})

describe.each(['submit', '/thanks'])('of a form marked %s nothing counts', (mark) => {
  test('that the page prevents, however late', async () => {
    await landOn(formOf(mark))
    document.addEventListener('submit', (event) => event.preventDefault(), { once: true })
    expect(await submit()).toBe(true)
    await goTo('/thanks')
    expect(await counted()).toEqual([])
  })

  test('that closes a dialog', async () => {
    await landOn(formOf(mark).replace('<form', '<form method="dialog"'))
    await submit()
    await goTo('/thanks')
    expect(await counted()).toEqual([])
  })

  test('by another event', async () => {
    await landOn(formOf(mark))
    await submit(undefined, 'formdata')
    await submit(undefined, 'reset')
    await goTo('/thanks')
    expect(await counted()).toEqual([])
  })
})

describe('a marked form', () => {
  test('is heard where the page stops its events', async () => {
    await landOn(formOf('submit'))
    document.querySelector('form')?.addEventListener('submit', (event) => event.stopImmediatePropagation())
    await submit()
    await goTo('/welcome')
    expect(await counted()).toEqual([conversion])
  })

  test('is heard in an open shadow tree, once it is touched', async () => {
    await landOn('<div></div>')
    const tree = growTree(formOf('submit'))
    tree.querySelector('input')?.dispatchEvent(new Event('focusin', { bubbles: true, composed: true }))
    const event = new SubmitEvent('submit', { bubbles: true, cancelable: true })
    tree.querySelector('form')?.dispatchEvent(event)
    await goTo('/welcome')
    expect(await counted()).toEqual([conversion])
  })

  test('leaves HubSpot’s forms to who names them', async () => {
    await landOn(formOf('submit'))
    post({ data: submitted() })
    expect(await counted()).toEqual([])
  })
})

describe('what goes with it', () => {
  const rich = `
    <input type="password" name="secret" data-introw-property value="hunter2">
    <input name="id" value="x"><input name="elements" value="y"><input name="getAttribute" value="z">
    <input type="email" name="old" value=" ">
    <input type="email" name="mail" value=" ${EMAIL} ">
    <input type="checkbox" name="topic" data-introw-property value="a" checked>
    <input type="checkbox" name="topic" data-introw-property value="b" checked>
    <input type="checkbox" name="topic" data-introw-property value="c">
    <input type="radio" name="size" data-introw-property="seats" value="1">
    <input type="radio" name="size" data-introw-property="seats" value="5" checked>
    <select name="plan" data-introw-property><option>free</option><option selected>pro</option></select>
    <textarea name="why" data-introw-property>so</textarea>
    <input name="off" data-introw-property value="off" disabled>
    <input name="unmarked" value="private">`

  test('is the e-mail and the fields that are marked, and nothing else', async () => {
    await landOn(formOf('submit', rich))
    await submit()
    await goTo('/welcome')
    expect(await counted()).toEqual([
      {
        email: EMAIL,
        properties: { markedForm: '/sign-up', topic: '["a","b"]', seats: '5', plan: 'pro', why: 'so' },
      },
    ])
  })

  test('is the e-mail of the field that is marked', async () => {
    const fields =
      '<input type="email" value="host@acme.example"><input name="lead" data-introw-email value="lead@acme.example">'
    await landOn(formOf('submit', fields))
    await submit()
    await goTo('/welcome')
    expect(await counted()).toMatchObject([{ email: 'lead@acme.example' }])
  })

  test('is no e-mail where there is none', async () => {
    await landOn(formOf('submit', '<input name="x">'))
    await submit()
    await goTo('/welcome')
    expect(await counted()).toEqual([{ email: null, properties: conversion.properties }])
  })
})
