import type { Success } from '../conversion/success'

/** How long a form's e-mail may go with a booking: it is the same visitor, who has gone on to the calendar. */
const LENT_MS = 900e3

type Email = Success['email']

/** An accepted form's e-mail, in the page's memory alone. */
let loan: { readonly _email: Email; readonly _source: string; readonly _madeAt: number } | undefined

/**
 * Keeps the e-mail of a form that was accepted, for a booking that tells none.
 *
 * @param source - Whose form: `hubspot`.
 */
export const lend = (email: Email, source: string): void => {
  if (email) loan = { _email: email, _source: source, _madeAt: Date.now() }
}

/** Forgets it: the visitor has said no. */
export const forgetLoan = (): void => {
  loan = undefined
}

/** Completes a booking that tells no e-mail by the form's: once, within a quarter of an hour. */
export const borrow = (success: Success): Success => {
  const given = loan
  if (success.email || !given) return success
  loan = undefined
  return Date.now() - given._madeAt > LENT_MS
    ? success
    : { ...success, email: given._email, properties: { ...success.properties, emailFrom: given._source } }
}
