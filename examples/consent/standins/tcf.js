// Stands for the script of an IAB TCF platform. https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md
// - A listener is called at once when it registers, even while data is incomplete, and on every change.
// - `tcloaded`: a valid TC string is there and no banner will be shown. `cmpuishown`: the banner is, or is again, on the
//   page. `useractioncomplete`: the visitor has confirmed or re-confirmed.
// - Outside the GDPR only gdprApplies, tcfPolicyVersion, cmpId and cmpVersion exist.
// A visitor from elsewhere is one who came with `?country=US`; real platforms ask the visitor's address.
import { createBanner, readCookie, writeCookie } from './banner.js'

const PURPOSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const PLATFORM = { tcfPolicyVersion: 4, cmpId: 1000, cmpVersion: 1 }
const listeners = new Map()
let lastId = 0
let tcData = { ...PLATFORM, gdprApplies: true, cmpStatus: 'loading' }

const banner = createBanner(
  'IAB TCF',
  {
    accept: { text: 'Consent', run: () => decide(true) },
    decline: { text: 'Do not consent', run: () => decide(false) },
  },
  () => update('cmpuishown', readCookie('euconsent-v2') === 'all'),
)

const waiting = window.__tcfapi?.waiting ?? []
window.__tcfapi = (command, version, callback, parameter) => {
  if (command === 'ping')
    callback({ gdprApplies: tcData.gdprApplies, cmpLoaded: true, cmpStatus: 'loaded', apiVersion: '2.2' })
  if (command === 'addEventListener') {
    listeners.set(++lastId, callback)
    callback({ ...tcData, listenerId: lastId }, true)
  }
  if (command === 'removeEventListener') callback(listeners.delete(parameter))
}
for (const call of waiting) window.__tcfapi(...call)
start()

function start() {
  if (new URLSearchParams(location.search).has('country')) writeCookie('standin_country', 'US')
  const stored = readCookie('euconsent-v2')
  if (readCookie('standin_country')) {
    tcData = { ...PLATFORM, gdprApplies: false }
    tell()
  } else if (stored) update('tcloaded', stored === 'all')
  else banner.show(true)
}

function decide(granted) {
  writeCookie('euconsent-v2', granted ? 'all' : 'none')
  update('useractioncomplete', granted)
}

function update(eventStatus, granted) {
  const consents = Object.fromEntries(PURPOSES.map((id) => [id, granted]))
  tcData = {
    ...PLATFORM,
    gdprApplies: true,
    cmpStatus: 'loaded',
    eventStatus,
    tcString: granted ? 'STAND-IN.ALL' : 'STAND-IN.NONE',
    purpose: { consents, legitimateInterests: {} },
    vendor: { consents: {}, legitimateInterests: {} },
  }
  tell()
}

function tell() {
  for (const [listenerId, callback] of listeners) callback({ ...tcData, listenerId }, true)
}
