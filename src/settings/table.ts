import { CLICK_LIFETIME_DAYS, readDays, readDomain, readHttpUrl, readKey, readList, readSwitch } from './words'

/** What the sources of settings say of one, in their order, trimmed; those that say nothing are left out. */
export type Texts = readonly string[]

/** Asks whether something counts, by its id in lower case. */
export type FormFilter = (form: string) => boolean

/**
 * Every setting, once: its name, how it is read, and its default.
 *
 * A mistake never widens what is stored, sent, believed or counted: `consent`, `outbox`, `hubspot` and `hubspot-meetings`
 * take what nobody understands for their strictest value, and of several sources the strictest holds. Elsewhere the first
 * holds that can be read.
 */
export const SETTINGS = {
  'publishable-key': (texts: Texts) => firstOf(texts, readKey),
  'api-host': (texts: Texts) => firstOf(texts, readHttpUrl) ?? 'https://api.introw.io',
  /** `host`, or a domain to try; undefined is the widest that the browser accepts. */
  'cookie-domain': (texts: Texts) => firstOf(texts, readDomain),
  'cookie-days': (texts: Texts) => firstOf(texts, readDays) ?? CLICK_LIFETIME_DAYS,
  consent: (texts: Texts) => strictestOf(texts, ['required', 'granted'] as const),
  /** Undefined where nobody names it: then it depends on what else is named to count. */
  hubspot: (texts: Texts): FormFilter | undefined => (texts.length > 0 ? createFilter(texts) : undefined),
  'hubspot-meetings': (texts: Texts) => isOn(texts),
  outbox: (texts: Texts) => strictestOf(texts, ['memory', 'session', 'local'] as const),
  'keep-url': (texts: Texts) => firstOf(texts, readSwitch) ?? false,
}

export type SettingName = keyof typeof SETTINGS

export type SettingValue<Name extends SettingName> = ReturnType<(typeof SETTINGS)[Name]>

/** Makes the filter of a switch or a list of ids; of several sources each has to name what counts. */
export const createFilter =
  (texts: Texts): FormFilter =>
  (id) =>
    texts.every((text) => readSwitch(text) ?? readList(text).includes(id))

/** Asks whether something is named by a setting of the kind: `off` names nothing. */
export const isNaming = (texts: Texts): boolean => texts.some((text) => readSwitch(text) !== false)

/** Asks whether all who say something switch it on. */
export const isOn = (texts: Texts): boolean => texts.length > 0 && texts.every(readSwitch)

/** What the first source says that can be read. */
const firstOf = <Value>(texts: Texts, read: (text: string) => Value | undefined): Value | undefined =>
  texts.map((text) => read(text)).find((value) => value !== undefined)

/**
 * Which of some words holds.
 *
 * @param words - The strictest first, which is also any other text's meaning; the default last.
 */
const strictestOf = <Word extends string>(texts: Texts, words: readonly [Word, ...Word[]]): Word => {
  const known: readonly string[] = words
  const ranks = texts.map((text) => known.indexOf(text.toLowerCase()))
  return words[Math.min(words.length - 1, ...ranks)] ?? words[0]
}

/** The option of `init()` by a setting's name: `apiHost` for `api-host`. */
export const toOptionName = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
