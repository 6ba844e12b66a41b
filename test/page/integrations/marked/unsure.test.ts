// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { hide, load, loadTag, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { formOf, submit, TAG, useMarked } from './marked'

const { calls, landing, landOn, goTo, counted } = useMarked()
const written = () => JSON.stringify({ ...localStorage, ...sessionStorage })

describe('where it is not plain what became of a form, nothing counts', () => {
  test('that was refused on a page whose visitor was undecided, and seen no more on the next', async () => {
    const asking = { 'data-consent': 'required' }
    document.body.innerHTML = formOf('submit')
    await visit(await landing(), { edition: 'full', tag: { ...TAG, ...asking } })
    window.introw?.affiliate?.consent(true)
    await submit()
    document.cookie = '_introw_aff=; Max-Age=0; Path=/'
    document.cookie = '_introw_aff=; Max-Age=0; Path=/; Domain=shop.test'
    await goTo('/sign-up', formOf('submit'), asking)
    await elapse(5_000)
    await goTo('/pricing', '', asking)
    window.introw?.affiliate?.consent(true)
    expect(await counted()).toEqual([])
    expect(written()).not.toContain(EMAIL)
  })

  test('that was refused on a page which was left before it had loaded', async () => {
    await landOn(formOf('submit'))
    await submit()
    await goTo('/sign-up', '', {}, { isLoading: true })
    document.body.innerHTML = formOf('submit')
    load()
    hide()
    await goTo('/pricing')
    expect(await counted()).toEqual([])
  })

  test.each([
    ['another window', 'target="_blank"'],
    ['a frame', 'target="answer"'],
    ['another site', 'action="https://forms.other.example/sign-up"'],
  ])('whose answer comes in %s', async (_, attributes) => {
    await landOn(formOf('submit').replace('<form action="/sign-up"', `<form ${attributes}`))
    await submit()
    await goTo('/pricing')
    expect(await counted()).toEqual([])
  })

  test('whose path a page was at before it was submitted; a page that comes after it counts', async () => {
    await landOn('')
    await goTo('/thanks')
    await elapse(5_000)
    // By another tab.
    const clickId = window.introw?.affiliate?.getClickId()
    const pending = { names: ['/sign-up'], mark: '/thanks', madeAt: Date.now(), clickId, isFramed: false, email: EMAIL }
    localStorage.setItem('_introw_aff_forms', JSON.stringify([pending]))
    hide()
    expect(await counted()).toEqual([])
    await goTo('/thanks')
    expect(await counted()).toMatchObject([{ email: EMAIL }])
  })

  test('of two with one path but the later', async () => {
    await landOn(
      formOf('/thanks', '<input type="email" value="first@acme.example">').replace('/sign-up', '/newsletter'),
    )
    await submit()
    document.body.innerHTML = formOf('/thanks')
    await submit()
    await goTo('/thanks')
    expect(await counted()).toMatchObject([{ email: EMAIL }])
    expect(calls).toHaveLength(1)
  })

  test('of another click than the one that it was submitted under', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    await visit((await landing()).replace(SHOP, `${SHOP}thanks`), { edition: 'full', tag: TAG })
    expect(await counted()).toEqual([])
  })
})

describe('a no', () => {
  test('of a listener of the page’s, in the moment of submission, has nothing written', async () => {
    await landOn(formOf('/thanks'))
    document.addEventListener('submit', () => window.introw?.affiliate?.consent(false), { once: true })
    await submit()
    expect(written()).not.toContain(EMAIL)
  })

  test('on a page of the core edition leaves nothing', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    await visit(SHOP, { tag: { 'data-publishable-key': TAG['data-publishable-key'] } })
    window.introw?.affiliate?.consent(false)
    expect(written()).not.toContain(EMAIL)
  })

  test('of the stub’s queue comes before the first look', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    await visit(`${SHOP}thanks`, {
      edition: 'full',
      tag: TAG,
      before: () => Object.assign(window, { introw: { affiliate: { queue: [['consent', [false], () => {}]] } } }),
    })
    await elapse(10_000)
    expect(calls).toEqual([])
  })
})

test('markup that hides names, or has no address, breaks nothing', async () => {
  await landOn(formOf('submit'))
  await submit()
  const odd =
    '<form name="baseURI" data-introw-conversion="submit" action="http://{{host}}/"><input name="shadowRoot"></form>'
  await goTo('/welcome', odd)
  expect(await counted()).toMatchObject([{ email: EMAIL }])
  await loadTag()
})
