// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { define } from '../../support/unit/browser'
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
    const replace = vi.spyOn(History.prototype, 'replaceState')
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
    const replace = vi.spyOn(History.prototype, 'replaceState')
    await elapse(2_000)
    expect(replace.mock.calls).toEqual([[state, '', SHOP]])
  })

  test('is cleaned in the page that Inertia keeps in its state, from where it comes back', async () => {
    await visit(landing('a'))
    const page = { component: 'Landing', url: '/?irw_id=a', props: { url: '/?irw_id=a' } }
    history.replaceState({ page, scrollRegions: [] }, '', landing('a'))
    await elapse(2_000)
    expect(history.state).toEqual({ page: { ...page, url: '/' }, scrollRegions: [] })
  })

  test('is cleaned each time that the parameter comes back, however often', async () => {
    await visit(landing('a'))
    await elapse(2_000)
    for (let saves = 0; saves < 30; saves++) {
      window.dispatchEvent(new Event('click'))
      history.replaceState({ saves }, '', landing('a'))
      await elapse(3_000)
      expect(location.href).toBe(SHOP)
    }
  })

  test('is looked at for a minute after a click, as long as a slow server may need, and then no more', async () => {
    await visit(landing('a'))
    await elapse(2_000)
    window.dispatchEvent(new Event('click'))
    await elapse(35_000)
    history.replaceState(null, '', landing('a'))
    await elapse(20_000)
    expect(location.href).toBe(SHOP)
    await elapse(60_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('keeps an id that this page has not taken, there and in the state', async () => {
    const page = await visit(landing('a'))
    await elapse(2_000)
    page.consent(false)
    const state = { url: '/?irw_id=a', next: '/?irw_id=b' }
    history.replaceState(state, '', landing('b'))
    window.dispatchEvent(new Event('click'))
    await elapse(5_000)
    expect([location.href, history.state]).toEqual([landing('b'), state])
    history.replaceState(state, '', landing('a'))
    window.dispatchEvent(new Event('click'))
    await elapse(5_000)
    expect([location.href, history.state]).toEqual([SHOP, { ...state, url: '/' }])
  })

  test.each(['navigatesuccess', 'navigateerror'])(
    'waits while a router has a navigation under way, which a change would break off, for its %s',
    async (end) => {
      const navigation = Object.assign(new EventTarget(), { transition: 'under way' })
      await visit(landing('a'), { before: () => vi.stubGlobal('navigation', navigation) })
      await elapse(5_000)
      expect(location.href).toBe(landing('a'))
      navigation.transition = ''
      navigation.dispatchEvent(new Event(end))
      await elapse(1_000)
      expect(location.href).toBe(SHOP)
    },
  )

  test('is cleaned unheard by what analytics put in the place of history.replaceState', async () => {
    const heard = vi.fn()
    await visit(landing('a'), {
      before: () => define(history, 'replaceState', { value: heard }),
    })
    await elapse(2_000)
    Reflect.deleteProperty(history, 'replaceState')
    expect(location.href).toBe(SHOP)
    expect(heard).not.toHaveBeenCalled()
  })

  test('stays as it is where the browser refuses', async () => {
    const page = await visit(landing('a'))
    const replace = vi.spyOn(History.prototype, 'replaceState').mockImplementation(() => {
      throw new DOMException('Too many calls', 'SecurityError')
    })
    await elapse(5_000)
    expect(replace).toHaveBeenCalled()
    expect(page.getClickId()).toBe('a')
  })
})
