/** What the merchant has written on a form. */

export const MARK = 'data-introw-conversion'

/** The field of the e-mail, where it is not the one of that type. */
export const EMAIL_MARK = 'data-introw-email'

/** A field that goes into the properties, under the name that it is given here, or under its own. */
export const PROPERTY_MARK = 'data-introw-property'

/** In place of a path: what is submitted counts, unless the site refuses it. */
export const SUBMIT = 'submit'

/** A path of this site: `//` leads to another. A query says more, and without it more would count than was meant. */
const PATH = /^\/(?![/\\])[^?#\s]*$/

/**
 * Reads a mark.
 *
 * @param here - Path of the page that the form is on: the visitor is there already, so reaching it proves nothing.
 * @returns `submit`, or the path whose reaching is the proof; undefined for what is neither, and counts nothing.
 */
export const readMark = (text: string | null, here: string): string | undefined => {
  const mark = (text ?? '').trim()
  if (mark.toLowerCase() === SUBMIT) return SUBMIT
  if (!PATH.test(mark)) return undefined
  const path = toPath(new URL(mark, 'https://site.invalid').pathname)
  return path === toPath(here) ? undefined : path
}

/** A path as it is compared: sites lead from `/thanks` to `/thanks/` and back, and write `%D1` as `%d1`. */
export const toPath = (pathname: string): string => {
  const path = pathname.replace(/\/+$/, '') || '/'
  return path.replace(/%[\da-f]{2}/gi, (byte) => byte.toUpperCase())
}
