import type { Cell } from './cell.ts'
import { answers } from './answers.ts'

/** The page is gone as soon as it has converted. */
export const departures: readonly Cell[] = [
  {
    name: 'answer ok',
    how: 'the API answers at once',
    ends: /^recorded$/,
    play: async (visit) => void (await visit.convert(await visit.land())),
  },
  {
    name: 'navigates away at once, same site',
    how: '`location.href` is set in the same task as `track()`, to a page with affiliate.js',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    play: async (visit) => visit.convertAndLeave(await visit.land(), visit.merchant.page()),
  },
  {
    name: 'navigates away at once, other site',
    how: '`location.href` is set in the same task as `track()`, to another site',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    play: async (visit) => visit.convertAndLeave(await visit.land(), visit.merchant.elsewhere()),
  },
  {
    name: 'closes the tab at once',
    how: 'the driver closes the tab right after the call',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    play: async (visit) => visit.convertAndClose(await visit.land()),
  },
  {
    name: 'preflight delayed 500 ms, page left',
    how: 'the preflight is answered after 500 ms; `location.href` is set in the same task as `track()`, to another site',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    async play(visit) {
      visit.fail({ on: 'preflight', kind: 'delay', delayMs: 500 })
      await visit.convertAndLeave(await visit.land(), visit.merchant.elsewhere())
    },
  },
  {
    name: 'preflight delayed 500 ms, tab closed',
    how: 'the preflight is answered after 500 ms; the driver closes the tab right after the call',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    async play(visit) {
      visit.fail({ on: 'preflight', kind: 'delay', delayMs: 500 })
      await visit.convertAndClose(await visit.land())
    },
  },
  ...answers,
]
