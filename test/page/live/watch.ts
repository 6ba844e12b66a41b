import { vi } from 'vitest'
import { cookieWrites } from '../../support/unit/browser'

/** Lists whatever is done to the page from now on, by name. */
function watchPage(): { readonly done: string[]; stop(): string } {
  const done: string[] = []
  const watch = (target: object, name: string) => {
    const original = Reflect.get(target, name) as (...args: unknown[]) => unknown
    if (typeof original !== 'function') return
    vi.spyOn(target as Record<string, () => unknown>, name).mockImplementation(function (this: unknown, ...args) {
      done.push(name)
      return original.apply(this, args)
    })
  }
  for (const name of ['setItem', 'removeItem', 'clear']) watch(Storage.prototype, name)
  for (const name of ['pushState', 'replaceState']) watch(history, name)
  for (const name of ['fetch', 'setTimeout', 'setInterval', 'requestIdleCallback', 'postMessage']) watch(window, name)
  watch(EventTarget.prototype, 'addEventListener')
  watch(EventTarget.prototype, 'dispatchEvent')
  watch(navigator, 'sendBeacon')
  watch(XMLHttpRequest.prototype, 'open')
  watch(MutationObserver.prototype, 'observe')
  const cookies = cookieWrites.length
  const before = photograph()
  return {
    done,
    stop() {
      for (const write of cookieWrites.slice(cookies)) done.push(`cookie ${write}`)
      const after = photograph()
      return after === before ? '' : `${before}\n${after}`
    },
  }
}

/** Does something with the development build, and lists what it has done to the page. */
export async function watched<T>(look: () => Promise<T>): Promise<{ readonly touched: string[]; readonly value: T }> {
  const { done, stop } = watchPage()
  const value = await look()
  return { touched: [...done, stop()].filter(Boolean), value }
}

/** All that a look may not change. */
const photograph = (): string => {
  const affiliate = window.introw?.affiliate
  return JSON.stringify([
    document.documentElement.outerHTML,
    document.cookie,
    { ...localStorage },
    { ...sessionStorage },
    location.href,
    Object.getOwnPropertyNames(window).filter((name) => name !== 'fetch'),
    Object.getOwnPropertyNames(affiliate ?? {}),
  ])
}
