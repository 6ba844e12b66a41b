import { attempt } from '../attempt'
import type { ClickRecord, State } from '../store'
import { isHeld, isSandboxed, whyNot, whyRefused } from './cookie'
import { formName } from './describe'
import { tellKey } from './install'
import { known } from './known'
import { resolve } from './settings'
import { say } from './voice'

const DAY_MS = 864e5
const PLACES = {
  address: 'in the address',
  'first-address': 'in the address that the page was loaded from (something has replaced it since)',
  referrer: 'in the address of the page before',
}

/** Of the click, its cookie, and the visitor's decision. */
export const click = {
  arrived(landing: string | undefined) {
    known.landing = landing
    known.landingFrom = landing ? 'address' : undefined
    if (!landing && /[?&#]irw_id=/.test(location.href)) say('click-bad')
  },
  asked(granted: unknown, landing: string | undefined) {
    learnLanding(landing)
    tellKey()
    known.isGranted = granted === undefined ? undefined : !!granted
    if (granted === undefined)
      say('prerendering' in document && document.prerendering ? 'prerendering' : 'consent-pending')
    if (granted === undefined && known.landing) say('click-waits', known.landing, placeOf())
    if (typeof granted === 'string') say('consent-earlier')
  },
  decided(granted: unknown) {
    if (typeof granted !== 'boolean') say('consent-odd', typeof granted === 'string' ? `'${granted}'` : String(granted))
    say(granted === true ? 'consent-granted' : 'consent-denied')
  },
  click(landing: string | undefined, isNew: unknown, { c: record }: State) {
    learnLanding(landing)
    if (!landing || !record) return
    if (isNew) {
      known.isTaken = true
      say('click-found', landing, placeOf())
      if (isHeld(landing)) say('cookie-of-server')
    } else if (!known.isTaken) {
      if (record.i === landing) say('click-known', landing)
      else say('click-older', landing, record.i)
    }
    const days = Number(resolve('cookie-days').value)
    if (Date.now() - record.t >= days * DAY_MS) say('click-expired', days)
  },
  cookie({ d: domain }: ClickRecord) {
    const wanted = resolve('cookie-domain')
    const isAsked = wanted.from !== 'default'
    const host = location.hostname
    if (domain === undefined) return say('cookie-refused', ...whyRefused())
    if (isAsked && domain !== wanted.value.replace(/^host$/, ''))
      say('cookie-domain-refused', wanted.value, whyNot(wanted.value), domain || `${host} alone`)
    else say('cookie-written', domain, host, isAsked)
  },
  cleaned: () => say('address-cleaned'),
  woken(landing: string | undefined) {
    learnLanding(landing)
    if (!known.isGranted) return
    const id = known.affiliate?.getClickId()
    if (!id) say('no-click')
    else if (id !== known.landing) say('click-kept', id)
  },
  written(area: string, memory: Record<string, State | undefined>) {
    known.memory = memory
    if (memory[area] && area !== 'memoryStorage') say('storage-refused', whyUnstored(area))
  },
  clickless(form: string | undefined) {
    if (form) say('form-no-click', formName(form))
    else say(known.isGranted ? 'track-no-click' : 'track-no-consent')
  },
}

/** A router, or another tag, may have replaced the address before the script came. */
const learnLanding = (landing: string | undefined) => {
  if (!landing || known.landing) return
  const first = attempt(() => performance.getEntriesByType('navigation')[0]?.name) ?? ''
  known.landing = landing
  known.landingFrom = /[?&#]irw_id=/.test(first) ? 'first-address' : 'referrer'
}

const placeOf = () => PLACES[known.landingFrom ?? 'address']

const whyUnstored = (area: string) => {
  if (isSandboxed()) return 'this page is in a sandboxed frame'
  const storage = attempt(() => (window as unknown as Record<string, unknown>)[area])
  return storage ? `${area} is full` : `the browser refuses ${area} to this page`
}
