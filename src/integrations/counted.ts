import type { Success } from '../conversion/success'
import { diagnose } from '../diagnose'
import { createFilter, type FormFilter } from '../settings/table'
import { forgetLoan, lend } from './lent'
import type { Port } from './port'

/** What of a vendor's counts: all or nothing, or by ids, as a list or with commas or spaces between them. */
export type Counted = boolean | string | readonly string[] | FormFilter

/** In place of an id: nothing counts, but an accepted form lends its e-mail to a booking. */
export const EMAIL = 'email'

/**
 * Begins to count what a vendor accepts.
 *
 * @param counted - What of it counts.
 * @param complete - Completes what counts, and nothing else: a booking borrows an e-mail, once. Default: nothing is added.
 * @returns Reports a success, if one of its names counts.
 */
export const beginCounting = (
  { claim, onDenial, report }: Port,
  counted: Counted,
  complete = (success: Success): Success => success,
) => {
  claim()
  onDenial(forgetLoan)
  const isCounted = toFilter(counted)
  return (success: Success, ...names: readonly string[]): void => {
    if (names.some((name) => isCounted(name.toLowerCase()))) report(complete(success))
    else {
      if (isCounted(EMAIL)) lend(success.email, success.source)
      diagnose('uncounted', { success })
    }
  }
}

/** Makes the filter of what counts. An empty text or list names nothing: an attribute without a value alone is `on`. */
export const toFilter = (counted: Counted): FormFilter =>
  typeof counted === 'function' ? counted : createFilter([String(counted) || 'off'])

/** Asks whether something is named, and not counted with everything else. */
export const isNamedBy = (isCounted: FormFilter, name: string): boolean => isCounted(name) && !isCounted('')

let isSomethingNamed = false

/** Says that something is named to count: then only what is named counts. */
export const claim = (): void => {
  isSomethingNamed = true
}

/** Asks whether something is. */
export const isClaimed = (): boolean => isSomethingNamed
