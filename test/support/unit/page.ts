import type * as NpmModule from '../../../src/index'
import type * as IntegrationsModule from '../../../src/integrations'
import { existsSync, readFileSync } from 'node:fs'
import { vi } from 'vitest'
import type { Options } from '../../../src/options'
import type { Affiliate } from '../../../src/types'
import type { Backend } from './backend'
import { define, resetBrowser, setUrl } from './browser'
import { fakeTime } from './time'

/** `full` has every integration, each switched on by its setting. */
export type Edition = 'core' | 'full'

export interface VisitOptions {
  /** Attributes of the script tag. Default: the demo's key. */
  readonly tag?: Readonly<Record<string, string>>
  /** Which script the page loads. Default: `core`. */
  readonly edition?: Edition
  /** Options of `init()`: the page uses the npm package. */
  readonly options?: Options | null
  /** Runs when the page is there and no script of ours is. */
  readonly before?: () => void
  readonly referrer?: string
  /** URL that the document was loaded from. Default: the page's. */
  readonly navigation?: string | undefined
  /** How the document was come to. Default: `navigate`. */
  readonly type?: 'navigate' | 'reload' | 'back_forward' | 'prerender' | undefined
  /** The page has not come to `load`: call `load()`. */
  readonly isLoading?: boolean
  /** The page before stays open, in another tab. */
  readonly isBeside?: boolean
}

type Npm = typeof NpmModule
type Integrations = typeof IntegrationsModule
type Listener = readonly [target: EventTarget, args: Parameters<EventTarget['addEventListener']>]

/** The pages of a project get the source or, by `BUILD=dist`, what ships (see `test/vitest.config.ts`). */
const isBuilt = process.env.BUILD === 'dist'
const dist = `${import.meta.dirname}/../../../dist`

let open: { isGone: boolean }[] = []
const listeners: Listener[] = []
let network: Backend | undefined
const realAdd = EventTarget.prototype.addEventListener
const realAdders = new Map<EventTarget, EventTarget['addEventListener']>(
  [window, document].map((target) => [target, target.addEventListener.bind(target)]),
)

/** A visitor who was never here: no cookies, no storage, a clock that stands still. Call it in `beforeEach`. */
export function newVisitor(backend?: Backend): void {
  network = backend
  leave()
  vi.useRealTimers()
  vi.restoreAllMocks()
  resetBrowser()
  fakeTime()
}

/** Leaves the page: its listeners and timers die, and no answer reaches it. */
export function leave(): void {
  for (const page of open) page.isGone = true
  open = []
  for (const [target, args] of listeners.splice(0)) target.removeEventListener(...args)
  if (vi.isFakeTimers()) {
    const now = Date.now()
    // It puts the clock back too.
    vi.clearAllTimers()
    vi.setSystemTime(now)
  }
  for (const name of ['introw', 'HubSpotFormsV4', 'MktoForms2', 'dataLayer']) Reflect.deleteProperty(window, name)
  vi.unstubAllGlobals()
}

/** Opens a URL with fresh modules, as a navigation does. */
export async function visit(url: string, options: VisitOptions = {}): Promise<Affiliate> {
  await arrive(url, options)
  if ('options' in options) {
    const npm = await importNpm()
    return npm.init(options.options as Options)
  }
  await loadTag(options.tag, options.edition)
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
  define(performance, 'timeOrigin', { value: Date.now() })
  const entries: unknown = [{ name: options.navigation ?? url, type: options.type ?? 'navigate' }]
  const listEntries = (type: string) => (type === 'navigation' ? (entries as PerformanceEntryList) : [])
  vi.spyOn(performance, 'getEntriesByType').mockImplementation(listEntries)
  options.before?.()
}

/** The npm entry of this page. */
export function importNpm(): Promise<Npm> {
  if (!isBuilt) return import('../../../src/index')
  return import(/* @vite-ignore */ findBuilt('index.js')) as Promise<Npm>
}

/** The integrations of npm, of this page. */
export function importIntegrations(): Promise<Integrations> {
  if (!isBuilt) return import('../../../src/integrations')
  return import(/* @vite-ignore */ findBuilt('integrations.js')) as Promise<Integrations>
}

/** Evaluates the script bundle, as a tag with these attributes. */
export async function loadTag(
  attributes: Readonly<Record<string, string>> = { 'data-publishable-key': 'pk_aff_org_demo' },
  edition?: Edition,
): Promise<void> {
  const script = document.createElement('script')
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
  await loadScript(script, edition)
}

/** Evaluates the script bundle with this `document.currentScript`, which is null where a tag manager evaluates it. */
export async function loadScript(
  currentScript: HTMLOrSVGScriptElement | null,
  edition: Edition = 'core',
): Promise<void> {
  define(document, 'currentScript', { get: () => currentScript })
  if (isBuilt) runBundle(edition)
  else if (edition === 'full') await import('../../../src/full')
  else await import('../../../src/script')
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

const SCRIPTS = { core: 'affiliate.js', full: 'affiliate.full.js' }
const bundles = new Map<Edition, string>()

/** As a classic script: its names are not the page's, and it is one task with what follows by promises. */
function runBundle(edition: Edition): void {
  const bundle = bundles.get(edition) ?? readFileSync(findBuilt(SCRIPTS[edition]), 'utf8')
  bundles.set(edition, bundle)
  ;(0, eval)(bundle)
}

function findBuilt(name: string): string {
  const path = `${dist}/${name}`
  if (!existsSync(path)) throw new Error(`There is no dist/${name}: run \`npm run build\` first.`)
  return path
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
  // What is added past a member of `document` of that name.
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (this: EventTarget, ...args) {
    listeners.push([this, args])
    realAdd.apply(this, args)
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
