import { vi } from 'vitest'
import type { Affiliate, Options } from '../../../src/types'
import type { Backend } from './backend'
import { fakeTime } from './time'

export interface VisitOptions {
  /** Attributes of the script tag. Default: the demo's key. */
  readonly tag?: Readonly<Record<string, string>>
  /** Options of `init()`: the page uses the npm package. */
  readonly options?: Options | null
  /** Runs when the page is there and no script of ours is. */
  readonly before?: () => void
  readonly referrer?: string
  /** URL that the document was loaded from. Default: the page's. */
  readonly navigation?: string | undefined
  /** The page has not come to `load`: call `load()`. */
  readonly isLoading?: boolean
  /** The page before stays open, in another tab. */
  readonly isBeside?: boolean
}

type Npm = typeof import('../../../src/index')
type HappyWindow = Window & { happyDOM: { setURL(url: string): void } }
type Listener = readonly [target: EventTarget, args: Parameters<EventTarget['addEventListener']>]

let open: { isGone: boolean }[] = []
let listeners: Listener[] = []
let network: Backend | undefined
const jar: { url: string; cookie: string }[] = []

const realStorages = [
  ['localStorage', localStorage],
  ['sessionStorage', sessionStorage],
] as const

/** Every write to `document.cookie` since the visitor came. */
export const cookieWrites: string[] = []

const realCookie = inherited(document, 'cookie')
const realAdders = new Map<EventTarget, EventTarget['addEventListener']>(
  [window, document].map((target) => [target, target.addEventListener.bind(target)]),
)

/** A visitor who was never here: no cookies, no storage, a clock that stands still. Call it in `beforeEach`. */
export function newVisitor(backend?: Backend): void {
  network = backend
  leave()
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const { url, cookie } of jar.splice(0)) {
    setUrl(url)
    realCookie.set?.call(
      document,
      cookie.replace(/;\s*(expires|max-age)=[^;]*/gi, '') + '; expires=Thu, 01 Jan 1970 00:00:00 GMT',
    )
  }
  cookieWrites.length = 0
  Reflect.deleteProperty(navigator, 'onLine')
  for (const [name, storage] of realStorages) {
    define(window, name, { get: () => storage })
    storage.clear()
  }
  define(document, 'cookie', {
    get: () => realCookie.get?.call(document),
    set: (cookie: string) => {
      cookieWrites.push(cookie)
      setCookie(cookie)
    },
  })
  fakeTime()
}

/** Sets a cookie as the merchant's server would: unseen by `cookieWrites`. */
export function setCookie(cookie: string): void {
  jar.push({ url: location.href, cookie })
  realCookie.set?.call(document, cookie)
}

/** Leaves the page: its listeners and timers die, and no answer reaches it. */
export function leave(): void {
  for (const page of open) page.isGone = true
  open = []
  for (const [target, [type, listener]] of listeners.splice(0)) target.removeEventListener(type, listener)
  if (vi.isFakeTimers()) {
    const now = Date.now()
    // It puts the clock back too.
    vi.clearAllTimers()
    vi.setSystemTime(now)
  }
  for (const name of ['introw', 'HubSpotFormsV4']) Reflect.deleteProperty(window, name)
  vi.unstubAllGlobals()
}

/** Opens a URL with fresh modules, as a navigation does. */
export async function visit(url: string, options: VisitOptions = {}): Promise<Affiliate> {
  await arrive(url, options)
  if ('options' in options) {
    const npm = await importNpm()
    return npm.init(options.options as Options)
  }
  await loadTag(options.tag)
  return affiliate()
}

/** Opens a URL with no script of ours. */
export async function arrive(url: string, options: VisitOptions = {}): Promise<void> {
  if (!options.isBeside) leave()
  vi.resetModules()
  setUrl(url)
  const page = { isGone: false }
  open.push(page)
  watchListeners()
  vi.stubGlobal('fetch', vi.fn(fetchFor(page)))
  define(document, 'referrer', { get: () => options.referrer ?? '' })
  define(document, 'readyState', { get: () => (options.isLoading ? 'loading' : 'complete') })
  const entries = [{ name: options.navigation ?? url }]
  vi.spyOn(performance, 'getEntriesByType').mockImplementation((type) =>
    type === 'navigation' ? (entries as unknown as PerformanceEntryList) : [],
  )
  options.before?.()
}

/** The npm entry of this page. */
export function importNpm(): Promise<Npm> {
  return import('../../../src/index')
}

/** Evaluates the script bundle's entry, as a tag with these attributes. */
export async function loadTag(
  attributes: Readonly<Record<string, string>> = { 'data-publishable-key': 'pk_aff_org_demo' },
): Promise<void> {
  const script = document.createElement('script')
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
  define(document, 'currentScript', { get: () => script })
  await import('../../../src/script')
  define(document, 'currentScript', { get: () => null })
}

/** `window.introw.affiliate` as it is now. */
export function affiliate(): Affiliate {
  const object = (window as { introw?: { affiliate?: Affiliate } }).introw?.affiliate
  if (!object) throw new Error('Nobody has published window.introw.affiliate.')
  return object
}

/** Tells the page that all its resources are there. */
export function load(): void {
  define(document, 'readyState', { get: () => 'complete' })
  window.dispatchEvent(new Event('load'))
}

/** Hides, or leaves, the page as far as its listeners know. */
export function hide(): void {
  define(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
  document.dispatchEvent(new Event('visibilitychange'))
  window.dispatchEvent(new Event('pagehide'))
  Reflect.deleteProperty(document, 'visibilityState')
}

/** A browser that lets no page near its storage, as in a sandboxed frame. */
export function refuseStorage(): void {
  for (const [name] of realStorages)
    define(window, name, {
      get: () => {
        throw new DOMException('The document is sandboxed.', 'SecurityError')
      },
    })
}

/** Lists the calls of `localStorage` from now on. */
export function watchStorage(): string[] {
  const calls: string[] = []
  const [[, storage]] = realStorages
  const watched = new Proxy(storage, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      calls.push(String(name))
      return value.bind(target)
    },
  })
  define(window, 'localStorage', { get: () => watched })
  return calls
}

/** Takes the network away, or brings it back. */
export function goOnline(isOnline: boolean): void {
  define(navigator, 'onLine', { get: () => isOnline })
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}

/** The click id that a cookie reader finds on a host. */
export function cookieOn(url: string): string | undefined {
  const here = location.href
  setUrl(url)
  const pair = (document.cookie as string).split('; ').find((text) => text.startsWith('_introw_aff='))
  setUrl(here)
  return pair && decodeURIComponent(pair.slice('_introw_aff='.length))
}

/** Defines a property that every visit may define again. */
export function define(target: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(target, name, { configurable: true, ...descriptor })
}

function inherited(object: object, name: string): PropertyDescriptor {
  for (let holder = object; holder; holder = Object.getPrototypeOf(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name)
    if (descriptor) return descriptor
  }
  throw new Error(`Nobody has ${name}.`)
}

function setUrl(url: string): void {
  ;(window as unknown as HappyWindow).happyDOM.setURL(url)
  window.history.replaceState(null, '', url)
}

function watchListeners(): void {
  for (const [target, add] of realAdders)
    define(target, 'addEventListener', {
      writable: true,
      value: (...args: Parameters<EventTarget['addEventListener']>) => {
        listeners.push([target, args])
        add(...args)
      },
    })
}

function fetchFor(page: { readonly isGone: boolean }) {
  return (url: string, init?: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      if (!network) throw new TypeError('There is no network.')
      network.fetch(url, init).then(
        (response) => page.isGone || resolve(response),
        (cause: unknown) => page.isGone || reject(cause as Error),
      )
    })
}
