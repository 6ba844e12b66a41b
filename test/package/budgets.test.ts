import { describe, expect, test } from 'vitest'
import { checkBudgets } from '../bench/budgets.mjs'

const around = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 })

const resultsWith = (
  gzip: number,
  ratios: readonly number[],
  cookies: number,
  trackRatio: number,
  edition: number,
) => ({
  variants: [
    { name: 'affiliate', gzip, requests: 0, preflights: 0, cookies, storageWrites: 0 },
    { name: 'full', gzip: 2 * gzip },
  ],
  edition: around(edition),
  files: [
    { name: 'server.js bundled, minified', gzip: 2_700 },
    { name: 'the stub', gzip: 300 },
  ],
  ratios: ratios.map(around),
  calls: { atOnce: { ratio: around(9) }, settled: { ratio: around(trackRatio) } },
})

describe('the budgets', () => {
  test('are met at their limits and aims', () => {
    const verdicts = checkBudgets(resultsWith(5_500, [9, 9, 9, 1.4, 2.5, 2.4], 0, 2.2, 1.3))
    const checked = verdicts.filter(({ limit, aim }) => (limit ?? aim) !== undefined)
    expect(checked.map(({ verdict }) => verdict)).toEqual(checked.map(() => 'met'))
    expect(checked).toHaveLength(10)
  })

  test('tell a limit from an aim, and go by the median', () => {
    const verdicts = checkBudgets(resultsWith(5_501, [9, 9, 9, 1.41, 2.51, 2.41], 1, 2.21, 1.31))
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'aim missed',
      'aim missed',
      'missed',
      '',
      '',
      'missed',
      'missed',
      'missed',
      '',
      'missed',
      'missed',
      '',
      'met',
      'met',
    ])
  })
})
