import { attempt } from '../../platform/attempt'
import { textOf, toFields } from '../../platform/fields'
import { readMessage } from '../message'

/**
 * Finds the contact's e-mail. Names may bear the type of their object, `0-1` for contacts; an e-mail of another object, or
 * of a field that the form's owner added, may be somebody else's.
 *
 * @param values - A list of names and values, an object, or JSON text of either.
 */
export const findEmail = (values: unknown): string | undefined =>
  attempt(() => {
    for (const [key, field] of Object.entries(readMessage(values))) {
      const { name = key, value = field } = toFields(field)
      const email: unknown = Array.isArray(value) ? value[0] : value
      if (/^(0-1\/)?email$/i.test(textOf(name) ?? '') && typeof email === 'string' && email.trim()) return email
    }
    return undefined
  })
