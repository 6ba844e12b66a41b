import type { Tab, Way } from './engine.ts'
import { poll } from './poll.ts'

/** What a driver must be able to do with a tab; everything else is built on it. */
export interface Remote {
  /** Runs the source of a function without parameters in the page; gives its result, awaited. */
  run(source: string): Promise<unknown>
  /** The same for what is asked repeatedly: it may fail when the document is left, but never hangs then. */
  look(source: string): Promise<unknown>
  /** Starts a navigation as if the address was typed. */
  open(url: string): Promise<void>
  /** Clicks in the middle of an element that is known to be there. */
  press(selector: string, way?: Way): Promise<void>
  /** Replaces the text of an element that is known to be there. */
  type(selector: string, text: string): Promise<void>
  close(): Promise<void>
}

export function createTab(remote: Remote): Tab {
  let departures = 0

  const evaluate = async <R, A extends unknown[]>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R> =>
    fromJson<R>(await remote.run(toSource(fn, args)))

  const waitFor = <R, A extends unknown[]>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R> =>
    poll(`truth of ${toSource(fn, args)}`, async () => fromJson<R>(await remote.look(toSource(fn, args))))

  /** Marks the document, makes it go, and waits for one without the mark: a new one, or one that was kept. */
  const depart = async (go: () => Promise<unknown>): Promise<void> => {
    departures += 1
    await evaluate(markDocument, departures)
    await go()
    await waitFor(hasArrived, departures)
  }

  /** A document that is left at once may take the answer with it; whether it was left is found out anyway. */
  const attempt = (leave: () => void) => evaluate(leave).catch(() => {})

  return {
    evaluate,
    waitFor,
    async goto(url) {
      const here = await evaluate(() => location.href)
      if (url.includes('#') && url.split('#')[0] === here.split('#')[0]) return remote.open(url)
      await depart(() => remote.open(url))
      // WebKit shows an empty document of its own between two processes, and instead of what it could not load.
      if (url !== 'about:blank') await waitFor(isLoaded)
    },
    async click(selector, way) {
      await waitFor(isClickable, selector)
      await remote.press(selector, way)
    },
    async fill(selector, text) {
      await waitFor(isClickable, selector)
      await remote.type(selector, text)
    },
    url: () => evaluate(() => location.href),
    reload: () => depart(() => attempt(() => location.reload())),
    back: () => depart(() => attempt(() => history.back())),
    forward: () => depart(() => attempt(() => history.forward())),
    close: () => remote.close(),
  }
}

/** In the page: it has loaded, so that the back/forward cache keeps it when it is left. One that is left earlier is not kept. */
export function hasLoaded(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation !== undefined && navigation.loadEventEnd > 0
}

function toSource<A extends unknown[]>(fn: (...args: A) => unknown, args: A): string {
  const values = args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(',')
  return `async () => JSON.stringify(await (${fn.toString()})(${values}))`
}

function fromJson<R>(json: unknown): R {
  return (typeof json === 'string' ? JSON.parse(json) : undefined) as R
}

/** Under a symbol, so that tests which count the page's globals do not see it. A same-document step removes it. */
function markDocument(departure: number): void {
  const page = window as unknown as Record<symbol, unknown>
  const mark = Symbol.for('departure')
  page[mark] = departure
  const clear = () => (page[mark] = undefined)
  addEventListener('popstate', clear, { once: true })
}

function hasArrived(departure: number): boolean {
  const page = window as unknown as Record<symbol, unknown>
  return page[Symbol.for('departure')] !== departure && document.readyState !== 'loading'
}

function isLoaded(): boolean {
  return location.href !== 'about:blank' && document.readyState !== 'loading'
}

function isClickable(selector: string): boolean {
  const element = document.querySelector(selector)
  element?.scrollIntoView({ block: 'center', behavior: 'instant' })
  const box = element?.getBoundingClientRect()
  return box !== undefined && box.width > 0 && box.height > 0 && !element?.matches(':disabled')
}
