// Stands for Cookiebot's uc.js: its object, its cookie, and its events in its order.
//
// https://www.cookiebot.com/en/developer/ (properties, methods, events):
// - CookiebotOnConsentReady: the consent state is ready, from being submitted or loaded from an existing cookie.
// - CookiebotOnAccept, CookiebotOnDecline: as answered now or on an earlier visit; a partial yes is an accept.
// - CookiebotOnLoad: with window.onload, once consent is known.
// - CookiebotOnDialogInit, CookiebotOnDialogDisplay: before there is an answer.
// - renew(): shows the dialog again.
import { createBanner, readCookie, writeCookie } from './banner.js'

const COOKIE = 'CookieConsent'
const NONE = { preferences: false, statistics: false, marketing: false }
const ALL = { preferences: true, statistics: true, marketing: true }

const cookiebot = {
  consent: { necessary: true, ...NONE, method: null },
  consented: false,
  declined: false,
  hasResponse: false,
  doNotTrack: false,
  renew: () => banner.show(true),
  show: () => banner.show(true),
  hide: () => banner.show(false),
  submitCustomConsent: (preferences, statistics, marketing) => submit({ preferences, statistics, marketing }),
}

const banner = createBanner(
  'Cookiebot',
  {
    accept: { text: 'Allow all', run: () => submit(ALL) },
    selection: { text: 'Only statistics', run: () => submit({ ...NONE, statistics: true }) },
    decline: { text: 'Deny', run: () => submit(NONE) },
  },
  () => fire('CookiebotOnDialogInit', 'CookiebotOnDialogDisplay'),
)

window.Cookiebot = cookiebot
const stored = readCookie(COOKIE)
if (stored) apply(JSON.parse(stored))
else banner.show(true)

function submit(consent) {
  writeCookie(COOKIE, JSON.stringify(consent))
  apply(consent)
}

function apply(consent) {
  const accepted = Object.values(consent).some(Boolean)
  cookiebot.consent = { necessary: true, ...consent, method: 'explicit' }
  cookiebot.hasResponse = true
  cookiebot.consented = accepted
  cookiebot.declined = !accepted
  const answer = accepted ? 'OnAccept' : 'OnDecline'
  fire('CookiebotOnConsentReady', `Cookiebot${answer}`)
  window[`CookiebotCallback_${answer}`]?.()
  if (document.readyState === 'complete') fire('CookiebotOnLoad')
  else addEventListener('load', () => fire('CookiebotOnLoad'))
}

function fire(...names) {
  for (const name of names) window.dispatchEvent(new Event(name))
}
