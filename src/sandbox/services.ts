import type { Changes } from './changes'
import type { Clock } from './clock'
import type { Faults } from './fault'
import type { Store } from './store'
import type { Tokens } from './token'

/** What every route of the sandbox works with. */
export interface Services {
  readonly store: Store
  readonly tokens: Tokens
  readonly clock: Clock
  readonly faults: Faults
  readonly changes: Changes
}

/** Back to the seed, the real time, and no fault. */
export function resetServices({ faults, clock, store }: Services): void {
  faults.clear()
  clock.reset()
  store.reset()
}
