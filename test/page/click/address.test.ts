// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { load, newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { landing } from './click'

beforeEach(() => newVisitor())

describe('the address bar', () => {
  test('is cleaned at an idle moment after load, and not before', async () => {
    await visit(`${SHOP}?x=a%20b&irw_id=a&flag#h`, { isLoading: true })
    await elapse(10_000)
    expect(location.href).toBe(`${SHOP}?x=a%20b&irw_id=a&flag#h`)
    load()
    expect(location.href).toContain('irw_id')
    await elapse(2_000)
    expect(location.href).toBe(`${SHOP}?x=a%20b&flag#h`)
  })

  test.each(['a', 'taken-before', ''])('is cleaned whether or not its id counts: "%s"', async (id) => {
    await visit(landing('taken-before'))
    await visit(landing('newer'))
    await visit(landing(id))
    await elapse(2_000)
    expect(location.href).toBe(SHOP)
  })

  test('is left alone with keep-url', async () => {
    await visit(landing('a'), { tag: { 'data-keep-url': 'on' } })
    await elapse(5_000)
    expect(location.href).toBe(landing('a'))
  })

  test('is not touched on a page without the parameter', async () => {
    const replace = vi.spyOn(history, 'replaceState')
    await visit(SHOP)
    replace.mockClear()
    await elapse(5_000)
    expect(replace).not.toHaveBeenCalled()
  })

  test("keeps the page's own history state, its URLs cleaned too", async () => {
    await visit(landing('a'))
    history.replaceState({ current: '/?irw_id=a', back: null, position: 3, nested: { a: 1 } }, '', landing('a'))
    await elapse(2_000)
    expect(history.state).toEqual({ current: '/', back: null, position: 3, nested: { a: 1 } })
  })

  test.each([[null], ['text'], [5], [[1, 2]]])('leaves a state that is no object as it is: %j', async (state) => {
    await visit(landing('a'))
    history.replaceState(state, '', landing('a'))
    await elapse(2_000)
    expect(history.state).toEqual(state)
    expect(location.href).toBe(SHOP)
  })

  test('is looked at again when a server has had time to answer a click, where nothing else tells of a refresh', async () => {
    await visit(landing('a'))
    await elapse(2_000)
    expect(location.href).toBe(SHOP)
    window.dispatchEvent(new Event('click'))
    await elapse(2_500)
    history.replaceState(null, '', landing('a'))
    await elapse(1_000)
    expect(location.href).toBe(SHOP)
  })

  test("leaves Next.js's mark in the state, so that a navigation of its router goes on", async () => {
    await visit(landing('a'))
    const state = { __NA: true, __PRIVATE_NEXTJS_INTERNALS_TREE: { tree: 1 } }
    history.replaceState(state, '', landing('a'))
    const replace = vi.spyOn(history, 'replaceState')
    await elapse(2_000)
    expect(replace.mock.calls).toEqual([[state, '', SHOP]])
  })

  test('stays as it is where the browser refuses', async () => {
    const page = await visit(landing('a'))
    const replace = vi.spyOn(history, 'replaceState').mockImplementation(() => {
      throw new DOMException('Too many calls', 'SecurityError')
    })
    await elapse(5_000)
    expect(replace).toHaveBeenCalled()
    expect(page.getClickId()).toBe('a')
  })
})
