import { describe, expect, test } from 'vitest'
import { judge } from '../../bench/budgets.mjs'

const around = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 })

const resultsWith = (gzip: number, ratios: readonly number[], cookies: number, differenceMs: number) => ({
  variants: [{ name: 'affiliate', gzip, requests: 0, preflights: 0, cookies, storageWrites: 0 }],
  files: [{ name: 'server.js bundled, minified', gzip: 2000 }],
  ratios: ratios.map(around),
  calls: { atOnce: { differenceMs: around(differenceMs) }, settled: { differenceMs: around(differenceMs) } },
})

describe('the budgets', () => {
  test('are met at their limits and aims', () => {
    const verdicts = judge(resultsWith(3300, [1.3, 3, 1.5, 1, 1], 0, 1))
    const judged = verdicts.filter(({ limit, aim }) => (limit ?? aim) !== undefined)
    expect(judged.map(({ verdict }) => verdict)).toEqual(judged.map(() => 'met'))
    expect(judged).toHaveLength(8)
  })

  test('tell a limit from an aim, and judge by the median', () => {
    const verdicts = judge(resultsWith(3301, [1.81, 3.01, 1.51, 9, 9], 1, 1.01))
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'aim missed',
      'missed',
      '',
      'aim missed',
      'aim missed',
      '',
      'missed',
      'missed',
      'missed',
      'met',
    ])
  })
})
