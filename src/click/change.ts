import { toFields } from '../platform/fields'
import { readWindow } from '../platform/named'

/** Within the call of `replaceState`, in which `navigate` and `currententrychange` are told. */
let isChanging = false

/** Until `navigatesuccess` is told, a little later: the page may have gone on meanwhile, and navigated itself. */
let isSettling = false

/** Asks of an event whether it tells of our own change. */
export const isOwnChange = ({ type }: Event): boolean => isChanging || (isSettling && type === 'navigatesuccess')

/**
 * Replaces the address without a navigation, and unheard by analytics and routers, as far as that can be: see
 * ARCHITECTURE.md#native-replacestate and ARCHITECTURE.md#intercept-for-a-moment.
 *
 * @param url - The full one: a relative one is resolved against <base>.
 * @throws Where the browser refuses: a rate limit, a sandbox.
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-navigateevent-intercept
 */
export const replaceAddress = (state: unknown, url: string): void => {
  const event = Object(toFields(readWindow('NavigateEvent')).prototype) as object
  const intercept: unknown = Reflect.get(event, 'intercept')
  isChanging = isSettling = true
  // Not by an assignment, which throws where a page has frozen the browser's prototypes.
  Reflect.set(event, 'intercept', () => {})
  try {
    History.prototype.replaceState.call(history, state, '', url)
  } finally {
    isChanging = false
    Reflect.set(event, 'intercept', intercept)
    // In its turn after `navigatesuccess`.
    void Promise.resolve().then(() => (isSettling = false))
  }
}
