import { successName } from './vendors'
import { say } from './voice'

const CALL = 'track()'

/** Who has converted a click on this page: `track()`, and successes by their keys. */
const rivals = new Map<string, string[]>()

/** A conversion of a click was kept; says so if it competes with another. */
export const join = (clickId: string, by: string): void => {
  const others = rivals.get(clickId) ?? []
  if (others.includes(by)) return
  const form = others.find((other) => other !== CALL)
  if (by === CALL && form) say('rivals-form-first', successName(form))
  if (by !== CALL && form) say('rivals-forms', successName(form), successName(by))
  if (by !== CALL && others.includes(CALL)) say('rivals-track-first', successName(by))
  rivals.set(clickId, [...others, by])
}

/** An explicit call has taken a form's place in time. */
export const replace = (clickId: string, form: string): void => {
  const others = rivals.get(clickId) ?? []
  if (!others.includes(form)) return
  rivals.set(
    clickId,
    others.filter((other) => other !== form),
  )
  say('form-replaced', successName(form))
}
