// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { hide, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { formOf, submit, useMarked } from './marked'

const { calls, landOn, goTo, counted } = useMarked()
const conversion = { email: EMAIL, properties: { markedForm: '/sign-up' } }

describe('a form marked with a path', () => {
  test('counts when the visitor reaches it, with its e-mail, once', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    expect(calls).toEqual([])
    await goTo('/thanks')
    expect(await counted()).toEqual([conversion])
    await goTo('/thanks')
    await counted()
    expect(calls).toHaveLength(1)
  })

  test.each(['/thanks/', '/thanks?from=form#top'])('counts at %s', async (path) => {
    await landOn(formOf('/thanks'))
    await submit()
    await goTo(path)
    expect(await counted()).toEqual([conversion])
  })

  test.each(['/', '/Thanks', '/thanks/more', '/de/thanks', '/thank'])('counts nothing at %s', async (path) => {
    await landOn(formOf('/thanks'))
    await submit()
    await goTo(path)
    expect(await counted()).toEqual([])
  })

  test('counts when the page of the path goes on at once', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    await goTo('/thanks', '', {}, { isLoading: true })
    hide()
    expect(await counted()).toEqual([conversion])
  })

  test('counts behind other pages, in another tab, and in an app that changes its address', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    await goTo('/pay')
    sessionStorage.clear()
    await goTo('/app', '', {}, { isLoading: true })
    history.replaceState(null, '', '/thanks')
    hide()
    expect(await counted()).toEqual([conversion])
  })

  test.each([
    [29, 1],
    [31, 0],
  ])('%i minutes later counts %i', async (minutes, count) => {
    await landOn(formOf('/thanks'))
    await submit()
    vi.setSystemTime(Date.now() + minutes * 60e3)
    await goTo('/thanks')
    expect(await counted()).toHaveLength(count)
    expect(localStorage.getItem('_introw_aff_forms')).toBeNull()
  })

  test('counts nothing without its submission', async () => {
    await landOn(formOf('/thanks'))
    await goTo('/thanks')
    expect(await counted()).toEqual([])
  })

  test('is completed by a track() of the page that is reached', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    await goTo('/thanks')
    void window.introw?.affiliate?.track({ properties: { plan: 'pro' } })
    expect(await counted()).toEqual([{ email: EMAIL, properties: { ...conversion.properties, plan: 'pro' } }])
  })
})

describe('a mark that says nothing', () => {
  test.each([
    ['no value', ''],
    ['a word', 'thanks'],
    ['another site', 'https://evil.test/thanks'],
    ['another host', '//evil.test/thanks'],
    ['another host, by a backslash', '/\\evil.test/thanks'],
    ['another host, by a tab', '/&#9;/evil.test/thanks'],
    ['a query, which says more than a path', '/thanks?sent=1'],
    ['a fragment', '/thanks#sent'],
    ['where the form is', '/'],
  ])('counts nothing: %s', async (_, mark) => {
    await landOn(formOf(mark))
    await submit()
    for (const path of ['/thanks', '/evil.test/thanks', '/', '/thanks?sent=1']) await goTo(path)
    expect(await counted()).toEqual([])
    expect([localStorage.getItem('_introw_aff_forms'), sessionStorage.length]).toEqual([null, 0])
  })

  test('counts nothing without the setting', async () => {
    await landOn(formOf('/thanks'), { 'data-marked-forms': 'off' })
    await submit()
    await goTo('/thanks')
    expect(await counted()).toEqual([])
  })
})

describe('nothing is written', () => {
  const written = () => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]

  test('of a visitor without a click', async () => {
    document.body.innerHTML = formOf('/thanks')
    await visit(SHOP, { edition: 'full', tag: { 'data-marked-forms': 'on' } })
    await submit()
    expect(written()).toEqual([])
  })

  test('before a yes', async () => {
    await landOn(formOf('/thanks'), { 'data-consent': 'required' })
    await submit()
    await goTo('/thanks', '', { 'data-consent': 'required' })
    expect(written()).toEqual([])
    expect(await counted()).toEqual([])
  })

  test('that outlasts a no', async () => {
    await landOn(formOf('/thanks'))
    await submit()
    expect(written()).toContain('_introw_aff_forms')
    window.introw?.affiliate?.consent(false)
    expect(written()).toEqual([])
    await goTo('/thanks')
    expect(await counted()).toEqual([])
  })

  test('of the visitor where the outbox is the page’s memory; the page that is reached counts without an e-mail', async () => {
    await landOn(formOf('/thanks'), { 'data-outbox': 'memory' })
    await submit()
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(EMAIL)
    await goTo('/thanks', '', { 'data-outbox': 'memory' })
    await elapse(0)
    expect(await counted()).toEqual([{ ...conversion, email: null }])
  })

  test('that is not read as what it is: damage counts nothing', async () => {
    for (const damage of ['{', '5', '[5,null,{}]', '[{"names":"x","mark":"/thanks","madeAt":1e15}]']) {
      await landOn(formOf('/thanks'))
      localStorage.setItem('_introw_aff_forms', damage)
      await goTo('/thanks')
      expect(await counted()).toEqual([])
    }
  })
})
