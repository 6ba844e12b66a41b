type HappyWindow = Window & { happyDOM: { setURL(url: string): void } }

/** Every write to `document.cookie` since the visitor came. */
export const cookieWrites: string[] = []

const jar: { url: string; cookie: string }[] = []

const realStorages = [
  ['localStorage', localStorage],
  ['sessionStorage', sessionStorage],
] as const

const realCookie = inherited(document, 'cookie')
/** Takes the browser back to its first start: no cookies, no storage, a network. */
export function resetBrowser(): void {
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
}

/** Sets a cookie as the merchant's server would: unseen by `cookieWrites`. */
export function setCookie(cookie: string): void {
  jar.push({ url: location.href, cookie })
  realCookie.set?.call(document, cookie)
}

/** The click id that a cookie reader finds on a host. */
export function cookieOn(url: string): string | undefined {
  const here = location.href
  setUrl(url)
  const pair = document.cookie.split('; ').find((text) => text.startsWith('_introw_aff='))
  setUrl(here)
  return pair && decodeURIComponent(pair.slice('_introw_aff='.length))
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

/** Defines a property that every visit may define again. */
export function define(target: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(target, name, { configurable: true, ...descriptor })
}

/** Moves the page to any URL, of another origin too, without a navigation. */
export function setUrl(url: string): void {
  ;(window as unknown as HappyWindow).happyDOM.setURL(url)
  window.history.replaceState(null, '', url)
}

function inherited(object: object, name: string): PropertyDescriptor {
  for (let holder = object; holder; holder = Object.getPrototypeOf(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name)
    if (descriptor) return descriptor
  }
  throw new Error(`Nobody has ${name}.`)
}
