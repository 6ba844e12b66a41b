import type { Cell } from './cell.ts'
import { comeBack, failOnce } from './steps.ts'

const CLOSED_PORT =
  "the driver cannot go offline: the API's port alone is closed, and `offline` and `online` dispatched"

const DAMAGES = [
  '{"s":["a"],"o":[{"i":"a","b":"{',
  'null',
  '{"o":5,"s":{}}',
  '{"s":[],"o":[null,7,{"b":[]}]}',
  'true&false',
  '{"version":2,"queue":[]}',
]

/** The visitor's network and storage play up. */
export const devices: readonly Cell[] = [
  {
    name: 'offline, then online',
    how: "the browser is offline and the API's port closed during `track()`; both are back afterwards in the same page",
    ends: /^recorded$/,
    notes: { webkit: CLOSED_PORT },
    async play(visit) {
      const tab = await visit.land()
      await visit.offline(true)
      await visit.convert(tab)
      await visit.offline(false)
    },
  },
  {
    name: 'offline, closes, returns',
    how: "the browser is offline and the API's port closed during `track()`; the tab is closed; an hour later the visitor is back, online",
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    notes: { webkit: CLOSED_PORT },
    async play(visit) {
      const tab = await visit.land()
      await visit.offline(true)
      await visit.convertAndClose(tab)
      await visit.offline(false)
      visit.letAnHourPass()
      await comeBack(visit)
    },
  },
  {
    name: 'storage refused by the browser',
    how: 'storage is off in the browser; the first POST is answered with 503',
    ends: /^503 recorded$/,
    options: { storage: 'refused' },
    notes: {
      chromium: '`--disable-local-storage`: `localStorage` is null',
      firefox: '`dom.storage.enabled=false`: both storages are null',
      webkit: '`--enable-html5-local-storage=false`: `localStorage` is null',
    },
    play: (visit) => failOnce(visit, { kind: 'status', status: 503 }),
  },
  {
    name: 'storage refused by throwing',
    how: "an inline script makes both storages' getters throw a SecurityError, as blocked site data does; the first POST is answered with 503",
    ends: /^503 recorded$/,
    async play(visit) {
      visit.tag.isStorageBlocked = true
      await failOnce(visit, { kind: 'status', status: 503 })
      visit.tag.isStorageBlocked = false
    },
  },
  {
    name: 'outbox damaged',
    how: 'what we store is cut short, foreign or of the wrong shape (six kinds in turn) when the next page converts; the first POST is answered with 503',
    ends: /^503 recorded$/,
    async play(visit) {
      const tab = await visit.land()
      const damage = DAMAGES[visit.index % DAMAGES.length] ?? ''
      await tab.evaluate((text) => Object.keys(localStorage).forEach((key) => localStorage.setItem(key, text)), damage)
      await visit.view(tab)
      visit.fail({ kind: 'status', status: 503 }, 1)
      await visit.convert(tab)
    },
  },
]
