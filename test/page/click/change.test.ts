// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { landing } from './click'

beforeEach(() => newVisitor())

describe('what the page does in the task in which the address is cleaned', () => {
  const undecided = async (before?: () => void) => {
    const page = await visit(landing('a'), { tag: { 'data-consent': 'required' }, ...(before && { before }) })
    await elapse(5_000)
    return page
  }

  test.each(['click', 'submit', 'input', 'popstate'])('is heard by its own listeners: %s', async (type) => {
    const page = await undecided()
    const heard = vi.fn()
    window.addEventListener(type, heard)
    page.consent(true)
    window.dispatchEvent(new Event(type))
    window.removeEventListener(type, heard)
    expect(location.href).toBe(SHOP)
    expect(heard).toHaveBeenCalledOnce()
  })

  test.each(['navigate', 'currententrychange'])('is heard by its router: %s', async (type) => {
    const navigation = new EventTarget()
    const page = await undecided(() => vi.stubGlobal('navigation', navigation))
    const heard = vi.fn()
    navigation.addEventListener(type, heard)
    page.consent(true)
    navigation.dispatchEvent(new Event(type))
    expect(location.href).toBe(SHOP)
    expect(heard).toHaveBeenCalledOnce()
  })

  test('is heard where the page has frozen the prototypes of the browser, too', async () => {
    const navigation = new EventTarget()
    const page = await undecided(() => {
      vi.stubGlobal('navigation', navigation)
      vi.stubGlobal('NavigateEvent', { prototype: Object.freeze({ intercept: () => {} }) })
    })
    const heard = vi.fn()
    navigation.addEventListener('navigatesuccess', heard)
    page.consent(true)
    await elapse(1_000)
    navigation.dispatchEvent(new Event('navigatesuccess'))
    expect(location.href).toBe(SHOP)
    expect(heard).toHaveBeenCalledOnce()
  })
})

describe('where the page has something of its own under the name of the Navigation API', () => {
  test.each<[string, () => unknown]>([
    ['a menu of its own', () => ({ items: [], transition: 'fade' })],
    ['a list', () => ['home']],
    ['an element', () => document.createElement('nav')],
    ['a function', () => () => {}],
    ['a text', () => 'main'],
    ['null', () => null],
  ])('the click is taken, and the address cleaned: %s', async (_, make) => {
    const rejections: unknown[] = []
    const onRejection = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', onRejection)
    const page = await visit(landing('a'), { before: () => vi.stubGlobal('navigation', make()) })
    await elapse(5_000)
    process.off('unhandledRejection', onRejection)
    expect([page.getClickId(), location.href, rejections]).toEqual(['a', SHOP, []])
  })

  test('nothing is thrown into a page that uses npm', async () => {
    const before = () => vi.stubGlobal('navigation', { items: [] })
    expect((await visit(landing('a'), { options: {}, before })).getClickId()).toBe('a')
  })
})
