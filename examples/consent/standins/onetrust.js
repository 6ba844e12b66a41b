// Stands for OneTrust's otSDKStub.js: its globals, its cookies, and its events in its order.
//
// https://developer.onetrust.com/onetrust/docs/javascript-events-guide
// - OneTrustGroupsUpdated: each time the script loads, with the default values before the visitor has decided, and
//   whenever the visitor updates the preferences. `detail` is the list of active groups.
// - OneTrust.OnConsentChanged(callback), then OTConsentApplied (after the receipt was logged): on changes only.
// OptanonWrapper() is called after the script has run, and after changes. OneTrust.IsAlertBoxClosed() tells whether the
// visitor has answered, kept in the cookie OptanonAlertBoxClosed; the groups are kept in OptanonConsent.
import { createBanner, readCookie, writeCookie } from './banner.js'

const NECESSARY = ['C0001']
const ALL = ['C0001', 'C0002', 'C0003', 'C0004']
const callbacks = []

window.OneTrust = {
  IsAlertBoxClosed: () => readCookie('OptanonAlertBoxClosed') !== null,
  OnConsentChanged: (callback) => callbacks.push(callback),
  ToggleInfoDisplay: () => banner.show(true),
  AllowAll: () => decide(ALL),
  RejectAll: () => decide(NECESSARY),
}

const banner = createBanner(
  'OneTrust',
  {
    accept: { text: 'Accept all', run: () => decide(ALL) },
    decline: { text: 'Reject all', run: () => decide(NECESSARY) },
  },
  () => window.dispatchEvent(new Event('OneTrustPCLoaded')),
)

publish(readGroups() ?? NECESSARY)
banner.show(!window.OneTrust.IsAlertBoxClosed())

function decide(groups) {
  writeCookie('OptanonAlertBoxClosed', new Date().toISOString())
  writeCookie('OptanonConsent', `groups=${ALL.map((id) => `${id}:${groups.includes(id) ? 1 : 0}`).join(',')}`)
  for (const callback of callbacks) callback(new CustomEvent('consent.changed', { detail: groups }))
  publish(groups)
  setTimeout(() => window.dispatchEvent(new Event('OTConsentApplied')), 50)
}

function publish(groups) {
  window.OnetrustActiveGroups = window.OptanonActiveGroups = `,${groups.join(',')},`
  window.OptanonWrapper?.()
  window.dispatchEvent(new CustomEvent('OneTrustGroupsUpdated', { detail: groups }))
}

function readGroups() {
  const stored = readCookie('OptanonConsent')
  return stored && ALL.filter((id) => stored.includes(`${id}:1`))
}
