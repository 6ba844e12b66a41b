// @vitest-environment happy-dom
// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Affiliate, ConversionResult } from '../../src/types'
import { readStub } from '../support/stub'
import { KEY, useBackend } from '../support/unit/backend'
import {
  affiliate,
  arrive,
  cookieWrites,
  define,
  importNpm,
  loadTag,
  newVisitor,
  refuseStorage,
  visit,
} from '../support/unit/page'
import { elapse, endOfTask, settle } from '../support/unit/time'

const SHOP = 'https://www.shop.test/'
const EMAIL = 'lead@acme.example'
const NOTHING = { conversionId: null, formSubmissionId: null }
const NO_CLICK = { status: 'ignored', ...NOTHING, reason: 'no-click' }
const stub = readStub().replace(/<\/?script>/g, '')

const backend = useBackend()
const { sandbox, calls } = backend
beforeEach(() => newVisitor(backend))

type Page = { introw?: Record<string, unknown> & { affiliate?: Affiliate } }
const page = window as unknown as Page

const landing = async () => `${SHOP}?irw_id=${await backend.click()}`
const runStub = () => (0, eval)(stub)
const until = <T>(promise: Promise<T>) => {
  const box: { value?: T } = {}
  void promise.then((value) => (box.value = value))
  return box
}

describe('the stub', () => {
  test('answers before the script is there, and its promises settle within 3 seconds if it never comes', async () => {
    await arrive(await landing())
    runStub()
    const stubbed = affiliate()
    expect(stubbed.getClickId()).toBeNull()
    const called = vi.fn()
    stubbed.ready(called)
    stubbed.consent(true)
    const result = until(stubbed.track({ email: EMAIL }))
    await elapse(2_999)
    expect(result.value).toBeUndefined()
    await elapse(1)
    expect(result.value).toEqual(NO_CLICK)
    expect(called).not.toHaveBeenCalled()
  })

  test('hands what was called to the script, consent first, the rest in order', async () => {
    await arrive(await landing())
    runStub()
    const log: string[] = []
    const first = until(affiliate().track({ properties: { n: 1 } }))
    affiliate().ready(({ getClickId }) => log.push(getClickId() === null ? 'without consent' : 'with consent'))
    const second = until(affiliate().track({ properties: { n: 2 } }))
    affiliate().consent(true)
    await loadTag({ 'data-publishable-key': KEY, 'data-consent': 'required' })
    await settle()
    expect(log).toEqual(['with consent'])
    expect([first.value?.status, second.value?.status]).toEqual(['recorded', 'duplicate'])
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 2])
  })

  test('hands over a no before anything is written', async () => {
    await arrive(await landing())
    runStub()
    const result = until(affiliate().track({ email: EMAIL }))
    affiliate().consent(false)
    await loadTag({ 'data-publishable-key': KEY, 'data-consent': 'required' })
    await elapse(5_000)
    expect(result.value).toMatchObject({ status: 'ignored', reason: 'no-consent' })
    expect([document.cookie, localStorage.length, calls.length]).toEqual(['', 0, 0])
  })

  test('has what was called done by a script that comes late', async () => {
    await arrive(await landing())
    runStub()
    const result = until(affiliate().track({ email: EMAIL }))
    await elapse(60_000)
    expect(result.value?.status).toBe('ignored')
    await loadTag()
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('leaves references that go on working', async () => {
    await arrive(await landing())
    runStub()
    const held = affiliate()
    const { track, consent, ready, getClickId } = held
    await loadTag()
    expect(affiliate()).not.toBe(held)
    expect(getClickId()).toBe(affiliate().getClickId())
    const called = vi.fn()
    ready(called)
    expect(called).toHaveBeenCalledWith(affiliate())
    const result = until(track({ email: EMAIL }))
    await settle()
    expect(result.value?.status).toBe('recorded')
    consent(false)
    expect(affiliate().getClickId()).toBeNull()
    expect(document.cookie).toBe('')
  })

  test('leaves references whose promises settle within 3 seconds, with the truth', async () => {
    await arrive(await landing())
    runStub()
    const { track } = affiliate()
    await loadTag()
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const result = until(track({ email: EMAIL }))
    await elapse(3_000)
    expect(result.value).toMatchObject({ status: 'queued', reason: 'waiting' })
  })

  test('gives way to the npm package', async () => {
    await arrive(await landing())
    runStub()
    const result = until(affiliate().track({ email: EMAIL }))
    const npm = await importNpm()
    expect(npm.init({ publishableKey: KEY })).toBe(affiliate())
    await settle()
    expect(result.value?.status).toBe('recorded')
  })

  test('leaves alone what is there already, and the other members of window.introw', async () => {
    await arrive(SHOP)
    page.introw = { portal: 1 }
    runStub()
    expect(page.introw.portal).toBe(1)
    const first = affiliate()
    runStub()
    expect(affiliate()).toBe(first)
    await loadTag()
    expect(page.introw.portal).toBe(1)
    const real = affiliate()
    runStub()
    expect(affiliate()).toBe(real)
  })

  test('with damaged calls in its queue stops nothing', async () => {
    await arrive(await landing())
    page.introw = {
      affiliate: {
        queue: [['track', { email: EMAIL }], ['nonsense'], ['__proto__'], ['ready', 'no function'], ['getClickId', 1]],
      } as unknown as Affiliate,
    }
    await loadTag()
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})

describe('ready()', () => {
  test('calls back with the object once the landing page was read', async () => {
    const real = await visit(await landing())
    let id: string | null = null
    real.ready((object) => (id = object.getClickId()))
    expect(id).toBe(real.getClickId())
    expect(id).not.toBeNull()
  })

  test('swallows what its callback throws, and what is no function', async () => {
    const real = await visit(SHOP)
    expect(() => {
      real.ready(() => {
        throw new Error('theirs')
      })
      real.ready(undefined as unknown as () => void)
      real.ready('text' as unknown as () => void)
    }).not.toThrow()
  })
})

describe('one instance a page:', () => {
  test('a tag twice', async () => {
    const first = await visit(await landing())
    vi.resetModules()
    await loadTag({ 'data-publishable-key': 'pk_second' })
    expect(affiliate()).toBe(first)
    void first.track({ email: EMAIL })
    await settle()
    expect(calls).toHaveLength(1)
    expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe(KEY)
  })

  test('init() beside a tag', async () => {
    const tag = await visit(SHOP)
    const npm = await importNpm()
    expect(npm.init()).toBe(tag)
  })

  test('a tag beside init()', async () => {
    const npm = await visit(await landing(), { options: { publishableKey: KEY } })
    vi.resetModules()
    await loadTag()
    expect(affiliate()).toBe(npm)
  })

  test('init() twice, from two copies of the package', async () => {
    const first = await visit(SHOP, { options: {} })
    vi.resetModules()
    expect((await importNpm()).init()).toBe(first)
  })

  test('init() twice, where window.introw cannot be set', async () => {
    await arrive(await landing())
    define(window, 'introw', { value: Object.freeze({}), writable: false })
    const npm = await importNpm()
    expect(npm.init({ publishableKey: KEY })).toBe(npm.init())
  })

  test("the package's functions speak to the tag's instance without init()", async () => {
    const tag = await visit(await landing())
    vi.resetModules()
    const npm = await importNpm()
    expect(npm.getClickId()).toBe(tag.getClickId())
    const called = vi.fn()
    npm.ready(called)
    expect(called).toHaveBeenCalledWith(tag)
    void npm.track({ email: EMAIL })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    npm.consent(false)
    expect(tag.getClickId()).toBeNull()
  })
})

describe('window.introw', () => {
  test('keeps its other members', async () => {
    const other = { a: 1 }
    await visit(SHOP, { before: () => (page.introw = { portal: other }) })
    expect(page.introw?.portal).toBe(other)
  })

  test('has a foreign or older affiliate replaced, whose other members stay', async () => {
    const real = await visit(await landing(), {
      before: () => (page.introw = { affiliate: { getClickId: () => 'old', legacy: 1 } as unknown as Affiliate }),
    })
    expect(real.getClickId()).not.toBe('old')
    expect(real).toMatchObject({ legacy: 1, version: expect.any(String) })
  })

  test.each([
    ['frozen', () => Object.freeze({ portal: 1 })],
    [
      'with a read-only affiliate',
      () => Object.defineProperty({ portal: 1 }, 'affiliate', { value: 'theirs', enumerable: true }),
    ],
    [
      'with a setter that throws',
      () =>
        Object.defineProperty({ portal: 1 }, 'affiliate', {
          enumerable: true,
          get: () => undefined,
          set: () => {
            throw new Error('no')
          },
        }),
    ],
    ['sealed', () => Object.seal({ portal: 1 })],
  ])('%s is replaced by a new object with the old members', async (_how, make) => {
    const real = await visit(await landing(), { before: () => (page.introw = make() as Page['introw'] & object) })
    expect(typeof real.getClickId()).toBe('string')
    expect(page.introw?.portal).toBe(1)
  })

  test.each([null, 'text', 5, true, Symbol('s'), () => 1, []])(
    'taken by something else is replaced: %o',
    async (taken) => {
      const real = await visit(await landing(), { before: () => ((window as { introw?: unknown }).introw = taken) })
      expect(typeof real.getClickId()).toBe('string')
    },
  )

  test.each([
    [
      'its affiliate throws when it is read',
      {
        get affiliate() {
          throw new Error('no')
        },
      },
    ],
    [
      'a member of the foreign affiliate throws when it is read',
      {
        affiliate: {
          get legacy() {
            throw new Error('no')
          },
        },
      },
    ],
    [
      'another member throws when it is read',
      Object.freeze({
        get portal() {
          throw new Error('no')
        },
      }),
    ],
    ['the queue is no list', { affiliate: { queue: { length: 1 } } }],
  ])('throws nothing at the page, and init() answers, where %s', async (_what, introw) => {
    await arrive(await landing())
    ;(window as { introw?: unknown }).introw = introw
    await loadTag()
    const npm = await importNpm()
    const real = npm.init({ publishableKey: KEY })
    expect(typeof real.getClickId()).toBe('string')
    void real.track({ email: EMAIL })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test("throws nothing where the property cannot be set, and npm's object answers", async () => {
    await arrive(await landing())
    define(window, 'introw', { value: Object.freeze({ portal: 1 }), writable: false })
    await loadTag()
    const npm = await importNpm()
    expect(typeof npm.init({ publishableKey: KEY }).getClickId()).toBe('string')
    expect(npm.getClickId()).not.toBeNull()
    expect(await npm.track({ email: EMAIL })).toMatchObject({ status: 'recorded' })
  })
})

describe('the npm package', () => {
  test('does nothing while it is imported', async () => {
    await arrive(await landing())
    const names = new Set(Object.getOwnPropertyNames(window))
    const npm = await importNpm()
    await elapse(10_000)
    expect(Object.getOwnPropertyNames(window).filter((name) => !names.has(name))).toEqual([])
    expect([document.cookie, localStorage.length, calls.length]).toEqual(['', 0, 0])
    expect(npm.getClickId()).toBeNull()
    expect(npm.version).toEqual(expect.any(String))
  })

  test('publishes its instance to window.introw too', async () => {
    const real = await visit(SHOP, { options: {} })
    expect(affiliate()).toBe(real)
  })

  test('keeps calls before init() for it, consent first', async () => {
    await arrive(await landing())
    const npm = await importNpm()
    const called = vi.fn()
    const result = until(npm.track({ email: EMAIL }))
    npm.ready(called)
    npm.consent(true)
    await elapse(1_000)
    const real = npm.init({ publishableKey: KEY, consent: 'required' })
    await settle()
    expect(result.value?.status).toBe('recorded')
    expect(called).toHaveBeenCalledWith(real)
  })

  test('answers ignored after 3 seconds without init(), and sends the conversion with a later one', async () => {
    await arrive(await landing())
    const npm = await importNpm()
    const result = until(npm.track({ email: EMAIL }))
    await elapse(2_999)
    expect(result.value).toBeUndefined()
    await elapse(1)
    expect(result.value).toEqual(NO_CLICK)
    npm.init({ publishableKey: KEY })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('has functions that need no object to be called on', async () => {
    const { track, consent, ready, getClickId } = await visit(await landing(), { options: { publishableKey: KEY } })
    expect(getClickId()).not.toBeNull()
    ready(() => {})
    consent(true)
    const result: ConversionResult = await track()
    expect(result.status).toBe('recorded')
  })
})

describe('a hostile page', () => {
  test.each([
    ['no storage', refuseStorage],
    ['no navigation entry', () => vi.spyOn(performance, 'getEntriesByType').mockReturnValue([])],
    ['no AbortSignal.timeout', () => define(AbortSignal, 'timeout', { value: undefined })],
    [
      'history that throws',
      () =>
        vi.spyOn(history, 'replaceState').mockImplementation(() => {
          throw new Error('no')
        }),
    ],
    ['no requestIdleCallback', () => Reflect.deleteProperty(window, 'requestIdleCallback')],
    [
      'a polluted Object.prototype',
      () => define(Object.prototype, 'polluted', { value: 'x', enumerable: true, writable: true }),
    ],
    [
      'a polluted Array.prototype',
      () => define(Array.prototype, 'polluted', { value: 'x', enumerable: true, writable: true }),
    ],
  ])('has its click and its conversion all the same: %s', async (_what, before) => {
    const errors: unknown[] = []
    const onError = (event: ErrorEvent) => errors.push(event.error)
    window.addEventListener('error', onError)
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
    try {
      const real = await visit(await landing(), { before })
      expect(real.getClickId()).not.toBeNull()
      const result = until(real.track({ email: EMAIL }))
      await elapse(10_000)
      expect(result.value?.status).toBe('recorded')
      expect(errors).toEqual([])
      for (const spy of consoles) expect(spy).not.toHaveBeenCalled()
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted')
      Reflect.deleteProperty(Array.prototype, 'polluted')
      Reflect.deleteProperty(AbortSignal, 'timeout')
      window.removeEventListener('error', onError)
    }
  })

  test('with idle callbacks is cleaned in one', async () => {
    const callbacks: (() => void)[] = []
    await visit(await landing(), {
      before: () => vi.stubGlobal('requestIdleCallback', (callback: () => void) => callbacks.push(callback)),
    })
    await elapse(250)
    expect(location.search).not.toBe('')
    for (const callback of callbacks) callback()
    expect(location.search).toBe('')
  })
})

describe('a page with a frozen Array.prototype', () => {
  const { push } = Array.prototype
  beforeEach(() => define(Array.prototype, 'push', { value: push, writable: false }))
  afterEach(() => define(Array.prototype, 'push', { value: push, writable: true }))

  test('has what its stub was told done, at first and later', async () => {
    await arrive(await landing())
    runStub()
    const { track } = affiliate()
    const results = [until(track({ email: EMAIL }))]
    await loadTag()
    results.push(until(track({ email: EMAIL })))
    await settle()
    expect(results.map(({ value }) => value?.status)).toEqual(['recorded', 'recorded'])
  })

  test('hears no error from the npm package', async () => {
    await arrive(await landing())
    const npm = await importNpm()
    const real = npm.init({ publishableKey: KEY, consent: 'required' })
    npm.consent(true)
    const called = vi.fn()
    npm.ready(called)
    expect(called).toHaveBeenCalledWith(real)
    expect(npm.getClickId()).not.toBeNull()
  })
})

describe('a page', () => {
  test('has no listener for unload or beforeunload', async () => {
    const types: string[] = []
    await visit(await landing(), {
      before: () => {
        for (const target of [window, document]) {
          const add = target.addEventListener.bind(target)
          define(target, 'addEventListener', {
            writable: true,
            value: (type: string, listener: EventListener) => (types.push(type), add(type, listener)),
          })
        }
      },
    })
    await affiliate().track()
    await elapse(10_000)
    expect(types).toContain('pagehide')
    expect(types.filter((type) => /unload/.test(type))).toEqual([])
  })

  test('that is left before load keeps its click', async () => {
    const url = await landing()
    await visit(url, { isLoading: true })
    expect(`${SHOP}?irw_id=${(await visit(SHOP)).getClickId()}`).toBe(url)
  })

  test('keeps its click by the end of the task that starts it, whatever that does to the address', async () => {
    await arrive(`${SHOP}?irw_id=mine`, { isLoading: true })
    const { init } = await importNpm()
    init({ publishableKey: KEY })
    history.replaceState(null, '', '/app')
    await endOfTask()
    expect(document.cookie).toBe('_introw_aff=mine')
  })

  test('that says no at once, by the stub, is written to by nobody', async () => {
    await arrive(await landing())
    runStub()
    affiliate().consent(false)
    await loadTag()
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
    expect(localStorage).toHaveLength(0)
  })

  test('takes a click that only its navigation entry knows when it is hidden before an idle moment', async () => {
    const url = await landing()
    await visit(SHOP, { isLoading: true, navigation: url })
    expect(document.cookie).toBe('')
    window.dispatchEvent(new Event('pagehide'))
    expect(document.cookie).toContain('_introw_aff=')
  })
})
