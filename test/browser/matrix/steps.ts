import type { Tab } from '../../support/engine.ts'
import type { Visit } from './visit.ts'

export type Failure = Parameters<Visit['fail']>[0]

/** Converts while the next POST fails. */
export async function failOnce(visit: Visit, failure: Failure): Promise<void> {
  visit.fail(failure, 1)
  await visit.convert(await visit.land())
}

/** In a new tab. */
export async function comeBack(visit: Visit): Promise<void> {
  visit.sandbox.faults.clear()
  await visit.view(await visit.tab())
}

/** The next page, an hour later, once the API has had a POST, and until it has had one more. */
export async function viewUntilTried(visit: Visit, tab: Tab): Promise<void> {
  await visit.until(/./)
  const before = visit.log().length
  visit.letAnHourPass()
  await visit.view(tab)
  await visit.until(atLeast(before + 1))
}

/** While the visitor looks at a page without affiliate.js, since what is under way then is neither before nor after. */
export async function viewMended(visit: Visit, tab: Tab, mend: () => void): Promise<void> {
  await tab.goto(visit.merchant.page('plain'))
  mend()
  visit.letAnHourPass()
  await visit.view(tab)
}

export function atLeast(posts: number): RegExp {
  return new RegExp(`^\\S+( \\S+){${posts - 1},}$`)
}
