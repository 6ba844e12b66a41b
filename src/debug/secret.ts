/** What looks like a secret key in any text; e-mails and host names, which have no `_`, do not. */
const LOOKS_SECRET = /\bsk_(?![\w.+-]{1,64}@)[\w.+/=~-]{3,}…?/gi

/** Most letters of a secret that are printed. */
const SHOWN_MAX = 7

/** Shorter ones are parts of words. */
const LENGTH_MIN = 8

/** What was given for a publishable key and may be anybody's secret, of whatever form. */
const secrets = new Set<string>()

/** Never prints it in full from now on. */
export const keepSecret = (text: string): void => {
  if (text.length >= LENGTH_MIN) secrets.add(text)
}

/** The first secret key in a text, if there is one. */
export const findSecret = (text: string): string | undefined => text.match(LOOKS_SECRET)?.[0]

/** The first letters, by which one finds it. */
export const shorten = (secret: string): string =>
  secret.endsWith('…') ? secret : `${secret.slice(0, Math.min(SHOWN_MAX, secret.length >> 1))}…`

/** Makes a text fit for a console, which others read: of secrets the first letters. */
export const conceal = (text: string): string =>
  [...secrets]
    .sort((one, other) => other.length - one.length)
    .reduce((rest, secret) => rest.split(secret).join(shorten(secret)), text)
    .replace(LOOKS_SECRET, shorten)

/** The same of data, in whatever depth, names of members too. */
export const concealIn = (value: unknown): unknown => {
  if (typeof value === 'string') return conceal(value)
  if (Array.isArray(value)) return value.map(concealIn)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [conceal(name), concealIn(member)]))
}
