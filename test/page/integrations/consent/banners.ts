import { flags, forget, keep, make, read, tell, type Visitor } from './globals'
import type { StandIn } from './platforms'

const BASIC = ['preferences', 'statistics', 'marketing']

/** What the visitor has granted before. */
const before = (categories: readonly string[], visitor: Visitor) =>
  visitor === 'yes' || visitor === 'unneeded' ? categories : []

/** https://www.cookiebot.com/en/developer/ */
export const cookiebot: StandIn = {
  option: 'cookiebot',
  categories: BASIC,
  marketing: ['marketing'],
  come(visitor) {
    const isKnown = visitor !== 'new'
    const method = visitor === 'unneeded' ? 'implied' : isKnown ? 'explicit' : null
    const consent = { necessary: true, ...flags(BASIC, before(BASIC, visitor)), method }
    make({ Cookiebot: { consent, hasResponse: isKnown } })
    tell(window, 'CookiebotOnDialogInit', ...(isKnown ? ['CookiebotOnConsentReady', 'CookiebotOnAccept'] : []))
  },
  answer(granted) {
    Object.assign(read('Cookiebot') as object, {
      consent: { necessary: true, ...flags(BASIC, granted), method: 'explicit' },
      hasResponse: true,
    })
    tell(window, 'CookiebotOnConsentReady', granted.length > 0 ? 'CookiebotOnAccept' : 'CookiebotOnDecline')
  },
}

const GROUPS = ['C0002', 'C0003', 'C0004']

/** https://developer.onetrust.com/onetrust/docs/javascript-events-guide */
export const onetrust: StandIn = {
  option: 'oneTrust',
  categories: GROUPS,
  marketing: ['C0004'],
  come(visitor) {
    const model = visitor === 'unneeded' ? 'opt-out' : 'opt-in'
    make({
      OneTrust: {
        IsAlertBoxClosed: () => visitor === 'yes' || visitor === 'no',
        GetDomainData: () => ({ ConsentModel: { Name: model } }),
      },
      OnetrustActiveGroups: `,${['C0001', ...before(GROUPS, visitor)].join(',')},`,
    })
    tell(window, 'OneTrustGroupsUpdated')
  },
  answer(granted) {
    make({ OnetrustActiveGroups: `,${['C0001', ...granted].join(',')},` })
    tell(window, 'OneTrustGroupsUpdated')
    Object.assign(read('OneTrust') as object, { IsAlertBoxClosed: () => true })
    tell(window, 'OTConsentApplied')
  },
}

const CATEGORIES = ['functional', 'marketing']

/** https://usercentrics.com/docs/web/features/api/interfaces/#consentdetails */
export const usercentrics3: StandIn = {
  option: 'usercentrics',
  categories: CATEGORIES,
  marketing: ['marketing'],
  come(visitor) {
    const type = visitor === 'yes' || visitor === 'no' ? 'EXPLICIT' : 'IMPLICIT'
    decide(before(CATEGORIES, visitor), { type, required: visitor !== 'unneeded' })
    tell(window, 'UC_UI_INITIALIZED')
  },
  answer(granted) {
    decide(granted, { type: 'EXPLICIT', required: true })
    tell(window, 'UC_CONSENT')
  },
}

function decide(granted: readonly string[], consent: object): void {
  const state = (category: string) => ({ state: granted.includes(category) ? 'ALL_ACCEPTED' : 'ALL_DENIED' })
  const categories = Object.fromEntries(CATEGORIES.map((category) => [category, state(category)]))
  make({ __ucCmp: { getConsentDetails: () => Promise.resolve({ consent, categories }) } })
}

/** https://docs.usercentrics.com/#/cmp-v2-ui-api */
export const usercentrics2: StandIn = {
  option: 'usercentrics',
  categories: CATEGORIES,
  marketing: ['marketing'],
  come(visitor) {
    // What is on by default is no answer either.
    list(visitor === 'new' ? CATEGORIES : before(CATEGORIES, visitor), visitor === 'new')
    tell(window, 'UC_UI_INITIALIZED')
  },
  answer(granted) {
    list(granted, false)
    tell(window, 'UC_UI_CMP_EVENT')
  },
}

function list(granted: readonly string[], isConsentRequired: boolean): void {
  const services = CATEGORIES.map((categorySlug) => ({
    categorySlug,
    consent: { status: granted.includes(categorySlug) },
  }))
  make({
    UC_UI: {
      isInitialized: () => true,
      isConsentRequired: () => isConsentRequired,
      getServicesBaseInfo: () => services,
    },
  })
}

const SLUGS = ['functional', 'analytics', 'advertisement']

/** https://www.cookieyes.com/documentation/retrieving-consent-data-using-api-getckyconsent/ */
export const cookieyes: StandIn = {
  option: 'cookieYes',
  categories: SLUGS,
  marketing: ['advertisement'],
  come(visitor) {
    const isUserActionCompleted = visitor === 'yes' || visitor === 'no'
    const activeLaw = visitor === 'unneeded' ? 'ccpa' : 'gdpr'
    const categories = flags(SLUGS, before(SLUGS, visitor))
    make({ getCkyConsent: () => ({ activeLaw, isUserActionCompleted, categories }) })
    tell(document, 'cookieyes_banner_load')
  },
  answer(granted) {
    const categories = flags(SLUGS, granted)
    make({ getCkyConsent: () => ({ activeLaw: 'gdpr', isUserActionCompleted: true, categories }) })
    tell(document, 'cookieyes_consent_update')
  },
}

const HUBSPOT = ['analytics', 'advertisement', 'functionality']
let listeners: ((consent: unknown) => void)[] = []
let current: object | undefined

/** Its script of November 2026, `static-1.1671`: an opt-in banner tells a no at once, and keeps a cookie with an answer alone. */
export const hubspot: StandIn = {
  option: 'hubspotBanner',
  categories: HUBSPOT,
  marketing: ['advertisement'],
  come(visitor) {
    const queue = (read('_hsp') ?? []) as [string, (consent: unknown) => void][]
    listeners = []
    const run = ([name, listener]: [string, (consent: unknown) => void]) => {
      if (name !== 'addPrivacyConsentListener') return
      listeners.push(listener)
      if (current) listener(current)
    }
    current = undefined
    forget('__hs_cookie_cat_pref')
    make({ _hsp: { push: run } })
    queue.forEach(run)
    setConsent(before(HUBSPOT, visitor), visitor === 'yes' || visitor === 'no')
  },
  answer: (granted) => setConsent(granted, true),
}

function setConsent(granted: readonly string[], isKept: boolean): void {
  const consent = {
    allowed: granted.length === HUBSPOT.length,
    categories: { necessary: true, ...flags(HUBSPOT, granted) },
  }
  current = consent
  if (isKept) keep('__hs_cookie_cat_pref', HUBSPOT.map((name) => `${name}:${granted.includes(name)}`).join('_'))
  for (const listener of listeners) listener(consent)
}

/** The WP Consent API's script, as Complianz drives it: https://github.com/WordPress/wp-consent-level-api */
export const complianz: StandIn = {
  option: 'complianz',
  categories: BASIC,
  marketing: ['marketing'],
  come(visitor) {
    const cookieOf = (name: string) => new RegExp(`wp_consent_${name}=(\\w+)`).exec(document.cookie)?.[1]
    const type = visitor === 'unneeded' ? 'optout' : 'optin'
    make({ wp_has_consent: (name: string) => (cookieOf(name) ?? (type === 'optout' ? 'allow' : '')) === 'allow' })
    for (const name of BASIC) forget(`wp_consent_${name}`)
    if (visitor === 'yes' || visitor === 'no') keepAll(before(BASIC, visitor))
    make({ wp_consent_type: type })
    tell(document, 'wp_consent_type_defined', 'cmplz_fire_categories')
  },
  answer(granted) {
    keepAll(granted)
    tell(document, 'wp_listen_for_consent_change', 'cmplz_status_change')
  },
}

function keepAll(granted: readonly string[]): void {
  for (const name of BASIC) keep(`wp_consent_${name}`, granted.includes(name) ? 'allow' : 'deny')
}
