// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { landing } from './click'

/** Each as it marks a landing page, by its own source; what is seen of it in a browser is in `test/browser/neighbours.test.ts`. */
const REMEMBERING = [
  ['swup', { url: '/?irw_id=a', random: 0.5, source: 'swup', index: 1 }, ''],
  ['barba', { from: 'barba', index: 0, states: [{ ns: 'home', url: '/?irw_id=a' }] }, ''],
  ["Astro's client router", { index: 0, scrollX: 0, scrollY: 0 }, '<meta name="astro-view-transitions-enabled">'],
] as const

const UNTROUBLED = [
  ['Turbo', { turbo: { restorationIdentifier: 'b', restorationIndex: 0 } }],
  ['htmx', { htmx: true }],
  ['unpoly', { up: true }],
  ['TanStack Router', { __TSR_index: 0, key: 'k', __TSR_key: 'k' }],
  ['React Router', { usr: null, key: 'default', idx: 0 }],
  ['SvelteKit', { 'sveltekit:history': 1, 'sveltekit:navigation': 1, 'sveltekit:states': {} }],
  ['Livewire', { alpine: { snapshotIdx: 1 } }],
  ["a page's own, with names like theirs", { source: 'newsletter', from: '/basket', index: 0 }],
] as const

beforeEach(() => newVisitor())

afterEach(() => {
  document.head.innerHTML = ''
})

describe('the address bar', () => {
  test.each(REMEMBERING)('is left to %s, which would render the page again', async (_, state, head) => {
    await visit(landing('a'))
    document.head.insertAdjacentHTML('beforeend', head)
    history.replaceState(state, '', landing('a'))
    await elapse(10_000)
    expect([location.href, history.state]).toEqual([landing('a'), state])
  })

  test.each(UNTROUBLED)('is cleaned under %s, its state kept', async (_, state) => {
    await visit(landing('a'))
    history.replaceState(state, '', landing('a'))
    await elapse(2_000)
    expect([location.href, history.state]).toEqual([SHOP, state])
  })

  test('is told to Turbo, which looks up by it what it has rendered', async () => {
    const view = { lastRenderedLocation: new URL(landing('a')) }
    await visit(landing('a'))
    vi.stubGlobal('Turbo', { session: { view } })
    await elapse(2_000)
    expect(view.lastRenderedLocation.href).toBe(SHOP)
  })

  test.each([
    ['nothing', undefined],
    ['a text', 'text'],
    ['no session', {}],
    ['no view', { session: null }],
  ])('is cleaned where what is called Turbo has %s', async (_, turbo) => {
    await visit(landing('a'))
    vi.stubGlobal('Turbo', turbo)
    await elapse(2_000)
    expect(location.href).toBe(SHOP)
  })
})
