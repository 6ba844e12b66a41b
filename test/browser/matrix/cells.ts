import type { Cell } from './cell.ts'
import { departures } from './departures.ts'
import { devices } from './devices.ts'
import { failures } from './failures.ts'
import { outages } from './outages.ts'

/** The fault matrix, for `npm test` and `npm run matrix` alike. */
export const cells: readonly Cell[] = [...departures, ...failures, ...outages, ...devices]
