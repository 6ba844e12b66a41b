import { flags, loaded, make, read, tell, type Visitor } from './globals'
import type { StandIn } from './platforms'

type Listener = (...args: readonly unknown[]) => void

const isKnown = (visitor: Visitor) => visitor === 'yes' || visitor === 'no'
const before = (categories: readonly string[], visitor: Visitor) =>
  visitor === 'yes' || visitor === 'unneeded' ? categories : []

const IDS = ['cookies', 'measure_ad_performance', 'analytics']
let changes: { readonly event: string; readonly listener: Listener }[] = []

/** https://developers.didomi.io/cmp/web-sdk/reference/api */
export const didomi: StandIn = {
  option: 'didomi',
  categories: IDS,
  marketing: ['cookies', 'measure_ad_performance'],
  come(visitor) {
    setStatus(before(IDS, visitor), { isCollected: visitor !== 'new', isRequired: visitor !== 'unneeded' })
    const added = (read('didomiEventListeners') ?? []) as typeof changes
    changes = [...added]
    const ready = (read('didomiOnReady') ?? []) as Listener[]
    make({
      didomiEventListeners: { push: (entry: (typeof changes)[number]) => changes.push(entry) },
      didomiOnReady: { push: (listener: Listener) => listener(read('Didomi')) },
    })
    for (const listener of ready) listener(read('Didomi'))
  },
  answer(granted) {
    setStatus(granted, { isCollected: true, isRequired: true })
    for (const { event, listener } of changes) if (event === 'consent.changed') listener({ action: 'click' })
  },
}

function setStatus(
  granted: readonly string[],
  { isCollected, isRequired }: { isCollected: boolean; isRequired: boolean },
) {
  const purposes = Object.fromEntries(IDS.map((id) => [id, { id, enabled: granted.includes(id) }]))
  make({
    Didomi: {
      getCurrentUserStatus: () => ({ purposes }),
      shouldConsentBeCollected: () => !isCollected,
      isConsentRequired: () => isRequired,
    },
  })
}

const PURPOSES = ['1', '2', '7', '10']
let told: Listener[] = []
let data: object = {}

/** CMP API v2: a listener is called at once, and with every change. */
export const tcf: StandIn = {
  option: 'tcf',
  categories: PURPOSES,
  marketing: ['1', '7'],
  come(visitor) {
    told = []
    data =
      visitor === 'unneeded'
        ? { cmpId: 10, gdprApplies: false }
        : toData(before(PURPOSES, visitor), isKnown(visitor) ? 'tcloaded' : 'cmpuishown')
    make({
      __tcfapi: (command: string, _version: number, listener: Listener) => {
        if (command !== 'addEventListener') return
        told.push(listener)
        listener(data, true)
      },
    })
    loaded()
  },
  answer(granted) {
    data = toData(granted, 'useractioncomplete')
    for (const listener of told) listener(data, true)
  },
}

const toData = (granted: readonly string[], eventStatus: string) => ({
  ...{ cmpId: 10, gdprApplies: true, eventStatus },
  purpose: { consents: flags(PURPOSES, granted) },
})

const NAMES = ['analytics', 'marketing']

/** Version 3.1.0, by its global, as its script makes it. */
export const vanilla: StandIn = {
  option: 'vanillaCookieConsent',
  categories: NAMES,
  marketing: ['marketing'],
  come(visitor) {
    accept(before(NAMES, visitor), isKnown(visitor), visitor === 'unneeded' ? 'opt-out' : 'opt-in')
    if (isKnown(visitor)) tellCookie('cc:onConsent', before(NAMES, visitor))
    else tell(window, 'cc:onModalReady')
  },
  answer(granted) {
    const script = read('CookieConsent') as { validConsent(): boolean }
    const isFirst = !script.validConsent()
    accept(granted, true, 'opt-in')
    for (const name of isFirst ? ['cc:onFirstConsent', 'cc:onConsent'] : ['cc:onChange']) tellCookie(name, granted)
  },
}

function accept(granted: readonly string[], isValid: boolean, mode: string): void {
  const categories = Object.fromEntries(NAMES.map((name) => [name, { enabled: mode === 'opt-out' }]))
  make({
    CookieConsent: {
      validConsent: () => isValid,
      acceptedCategory: (name: string) => isValid && granted.includes(name),
      getConfig: (name: string) => ({ mode, categories })[name],
    },
  })
}

function tellCookie(name: string, categories: readonly string[]): void {
  window.dispatchEvent(new CustomEvent(name, { detail: { cookie: { categories } } }))
}

const SERVICES = [
  { name: 'matomo', purposes: ['analytics'] },
  { name: 'introw', purposes: ['marketing'] },
]
let watchers: { update: Listener }[] = []
let manager = { config: { services: SERVICES }, confirmed: false, states: {}, watch: (_: { update: Listener }) => {} }

/** Version 0.7.22, by its source: consents are saved, and then applied. */
export const klaro: StandIn = {
  option: 'klaro',
  categories: ['analytics', 'marketing'],
  marketing: ['marketing'],
  come(visitor) {
    watchers = []
    manager = {
      config: { services: SERVICES },
      confirmed: isKnown(visitor),
      states: toStates(before(['analytics', 'marketing'], visitor)),
      watch: (watcher) => watchers.push(watcher),
    }
    // Klaro tells late listeners what has happened.
    const addEventListener = (name: string, listener: Listener) => name === 'render' && listener(manager.config)
    make({ klaro: { addEventListener, getManager: () => manager } })
    loaded()
  },
  answer(granted) {
    manager.confirmed = true
    notify('saveConsents')
    manager.states = toStates(granted)
    notify('applyConsents')
  },
}

const notify = (name: string) => watchers.forEach(({ update }) => update(manager, name, {}))
const toStates = (granted: readonly string[]) =>
  Object.fromEntries(
    SERVICES.map(({ name, purposes }) => [name, purposes.some((purpose) => granted.includes(purpose))]),
  )

const TYPES = ['ad_storage', 'ad_user_data', 'analytics_storage']
let entries: Record<string, object> = {}
let stateListeners: Listener[] = []

/** What Google's tags keep: `default` and `update`, each a boolean. */
export const google: StandIn = {
  option: 'googleConsentMode',
  categories: TYPES,
  marketing: ['ad_storage', 'ad_user_data'],
  come(visitor) {
    stateListeners = []
    entries = Object.fromEntries(TYPES.map((type) => [type, { default: visitor === 'unneeded', quiet: false }]))
    if (isKnown(visitor)) update(before(TYPES, visitor))
    const addListener = (_types: readonly string[], listener: Listener) => stateListeners.push(listener)
    make({ google_tag_data: { ics: { entries, addListener } } })
    loaded()
  },
  answer(granted) {
    update(granted)
    for (const listener of stateListeners) listener({})
  },
}

function update(granted: readonly string[]): void {
  for (const type of TYPES) Object.assign(entries[type] ?? {}, { update: granted.includes(type) })
}
