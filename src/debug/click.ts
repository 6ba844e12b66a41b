import { quietly } from './quietly'
import { splitUrl } from '../click/url'
import { toSuccessKey } from '../conversion/success'
import type { Facts } from '../diagnose'
import { HOST_ONLY } from '../click/id'
import type { ClickRecord } from '../stored/state'
import { isHeld, isSandboxed, whyNot, whyRefused } from './cookie'
import { successName, vendorName } from './vendors'
import { tellNoKey } from './key'
import { lookAtFields } from './fields'
import { lookAtFrames } from './frames'
import { known } from './known'
import { isHanded, lookAtLinkDomains, tellHandover } from './links'
import { lookAtMarks } from './marked'
import { findPlatform, resolve } from './settings'
import { say } from './voice'

const DAY_MS = 864e5
const PLACES = {
  address: 'in the address',
  'first-address': 'in the address that the page was loaded from (something has replaced it since)',
  referrer: 'in the address of the page before',
}

/** Of the click, its cookie, and the visitor's decision. */
export const click = {
  arrived({ landing }: Facts['arrived']) {
    known.landing = landing
    known.landingFrom = landing ? 'address' : undefined
    const { id, times, rest } = splitUrl(location.href)
    if (!landing && !times && id === undefined && rest !== location.href) say('click-bad')
    if (!landing) tellHandover(performance.timeOrigin)
  },
  asked({ consent, landing }: Facts['asked']) {
    learnLanding(landing)
    tellNoKey()
    known.consent = consent
    const isUndecided = consent === 'undecided'
    if (isUndecided) tellPending()
    if (isUndecided && known.landing) say('click-waits', known.landing, placeOf())
    const isEarlier = consent === 'granted' && !known.isDecided && resolve('consent').value === 'required'
    if (isEarlier) say('consent-earlier')
  },
  decided({ granted }: Facts['decided']) {
    known.isDecided = true
    if (typeof granted !== 'boolean') say('consent-odd', typeof granted === 'string' ? `'${granted}'` : String(granted))
    say(granted === true ? 'consent-granted' : 'consent-denied')
  },
  overruled: () => say('consent-overruled'),
  click({ landing, isNew, click: record }: Facts['click']) {
    learnLanding(landing)
    if (!landing) return
    if (isNew) tellNew(landing, record?.firstSeenAt)
    else if (!known.isTaken) tellOld(landing, record)
    if (!record) return
    const days = Number(resolve('cookie-days').value)
    if (Date.now() - record.firstSeenAt >= days * DAY_MS) say('click-expired', days)
  },
  cookie({ cookieDomain: domain }: Facts['cookie']) {
    const wanted = resolve('cookie-domain')
    const isAsked = wanted.from !== 'default'
    const host = location.hostname
    if (domain === undefined) return say('cookie-refused', ...whyRefused())
    if (isAsked && domain !== wanted.value) say('cookie-domain-refused', wanted.value, whyNot(wanted.value), host)
    else say('cookie-written', domain === HOST_ONLY ? undefined : domain, host, isAsked)
  },
  cleaned: () => say('address-cleaned'),
  left: () => say('address-left'),
  woken({ landing }: Facts['woken']) {
    learnLanding(landing)
    lookAtMarks()
    lookAtFields()
    lookAtFrames()
    lookAtLinkDomains()
    if (known.consent !== 'granted') return
    const id = known.affiliate?.getClickId()
    if (!id) say('no-click')
    else if (id !== known.landing) say('click-kept', id)
  },
  written({ area, memory }: Facts['written']) {
    known.memory = memory
    if (memory[area] && area !== 'memory') say('storage-refused', whyUnstored(`${area}Storage`))
  },
  clickless({ success }: Facts['clickless']) {
    if (success) say('form-no-click', vendorName(success.source), successName(toSuccessKey(success)))
    else say(known.consent === 'granted' ? 'track-no-click' : 'track-no-consent')
  },
}

const tellNew = (id: string, firstSeenAt: number | undefined) => {
  known.isTaken = true
  say('click-found', id, placeOf())
  if (isHanded(id) && firstSeenAt !== undefined) say('click-handed', id, new Date(firstSeenAt).toISOString())
  if (isHeld(id)) say('cookie-of-server')
}

const tellOld = (id: string, record: ClickRecord | undefined) => {
  if (record?.id === id) say('click-known', id)
  else if (isHanded(id)) say('handover-older', id, known.affiliate?.getClickId() ?? '')
  else if (record) say('click-older', id, record.id)
}

const tellPending = () => {
  const platform = findPlatform()
  if ('prerendering' in document && document.prerendering) say('prerendering')
  else if (platform) say('platform-pending', platform)
  else say('consent-pending')
}

/** A router, or another tag, may have replaced the address before the script came. */
const learnLanding = (landing: string | undefined) => {
  if (!landing || known.landing) return
  const first = quietly(() => performance.getEntriesByType('navigation')[0]?.name) ?? ''
  known.landing = landing
  known.landingFrom = splitUrl(first).id === landing ? 'first-address' : 'referrer'
}

const placeOf = () => PLACES[known.landingFrom ?? 'address']

const whyUnstored = (area: 'localStorage' | 'sessionStorage') => {
  if (isSandboxed()) return 'this page is in a sandboxed frame'
  const storage = quietly(() => window[area])
  return storage ? `${area} is full` : `the browser refuses ${area} to this page`
}
