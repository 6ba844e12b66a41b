import { CONSENT_PLATFORMS, COUNTING_SETTINGS, FULL_SETTINGS, MARKED_FORMS } from '../settings/full'
import { listTexts, type Source } from '../settings/resolve'
import { type FormFilter, isNaming, type SettingName, SETTINGS, type SettingValue, type Texts } from '../settings/table'
import { readHttpUrl, readList, readSwitch } from '../settings/words'

/** What the development build says of a setting. */
interface Words {
  /** What holds without it, where `SETTINGS` has no word for that. */
  readonly fallback?: string
  /** What can be read. */
  readonly wanted: string
  /** Whether a text is understood. Default: whether it makes a difference to nothing. */
  readonly isUnderstood?: (text: string) => boolean
}

const isSwitch = (text: string) => readSwitch(text) !== undefined
const isOneOf =
  (...words: string[]) =>
  (text: string) =>
    words.includes(text.toLowerCase())
/** Asks whether a text names a consent platform. */
export const isPlatform = (text: string): boolean => CONSENT_PLATFORMS.some((name) => name === text.toLowerCase())
/** Asks whether a text is the source of a function: as `init()` takes one, it decides. */
const isFunction = (text: string) => /^(async )?(function\b|\(|[\w$]+ ?=>)/.test(text)
const isFormList = (text: string) =>
  isSwitch(text) ||
  text === 'email' ||
  (readList(text).length > 0 && readList(text).every((id) => /^[\da-f-]{36}$/.test(id)))

const WORDS: { readonly [Name in SettingName]: Words } = {
  'publishable-key': { fallback: 'none', wanted: 'pk_aff_…, at most 128 characters without spaces' },
  'api-host': {
    isUnderstood: (text) => readHttpUrl(text) !== undefined,
    wanted: 'an address with http:// or https://, without user, query and fragment',
  },
  'cookie-domain': { fallback: 'widest', wanted: 'a parent domain of the page, or host' },
  'cookie-days': {
    wanted: 'a number from 1 to 365',
    isUnderstood: (text) => SETTINGS['cookie-days']([text]) === parseFloat(text),
  },
  consent: {
    wanted: `granted or required, or the name of a consent platform: ${CONSENT_PLATFORMS.join(', ')}`,
    isUnderstood: (text) => isOneOf('granted', 'required')(text) || isPlatform(text) || isFunction(text),
  },
  hubspot: { wanted: 'on, off, or form ids with commas between them', isUnderstood: isFormList },
  'hubspot-meetings': { wanted: 'on or off', isUnderstood: isSwitch },
  outbox: { wanted: 'local, session or memory', isUnderstood: isOneOf('local', 'session', 'memory') },
  'keep-url': { wanted: 'on or off', isUnderstood: isSwitch },
}

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]

/** Asks whether it is a setting of the full edition. */
export const isFullSetting = (name: string): boolean => FULL_SETTINGS.some((known) => known === name)

export const isSettingName = (name: string): name is SettingName => SETTING_NAMES.some((known) => known === name)

/** What holds. */
export interface Resolved {
  readonly value: string
  readonly from: string
}

/** Where settings come from, in words, and how to ask there. */
export interface Origin {
  readonly from: string
  readonly source: Source
}

/** All that were added, in the order in which they are asked. */
export const origins: Origin[] = []

/** Who decides in the visitor's place, in words; undefined where no platform is named. */
export const findPlatform = (): string | undefined => {
  for (const { from, source } of origins) {
    const text = source('consent') ?? ''
    if (isFunction(text)) return 'the function that init() was given'
    if (isPlatform(text) && from !== 'init()') return text.toLowerCase()
  }
  return undefined
}

/** What is wrong with a text that a source has for a setting; undefined where nothing is. */
export const findMistake = (
  name: SettingName,
  text: string,
): { readonly wanted: string; readonly used: string } | undefined => {
  const { wanted, isUnderstood = () => SETTINGS[name]([text]) !== SETTINGS[name]([]) || text === '' } = WORDS[name]
  if (isUnderstood(text)) return undefined
  const used = describe(name, [text])
  return { wanted, used: STRICT.includes(name) ? used : `the default, ${used},` }
}

/** Resolves a setting as the code does, and tells who has said so. */
export const resolve = (name: SettingName, among: readonly Origin[] = origins): Resolved => {
  const value = describe(
    name,
    listTexts(
      name,
      among.map(({ source }) => source),
    ),
  )
  const said = among.filter(({ source }) => source(name) !== undefined && isTaken(name, source(name) ?? ''))
  const first = said.find(({ source }) => describe(name, [source(name) ?? '']) === value)
  return { value, from: first?.from ?? (said.length > 0 ? 'several sources' : 'default') }
}

/** All settings as they hold. */
export const resolveAll = (): Record<string, Resolved> =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, resolve(name)]))

/** Those that somebody has made, in words. */
export const listSettings = (): string => {
  const given = Object.entries(resolveAll()).filter(([, { from }]) => from !== 'default')
  const list = given.map(([name, { value, from }]) => `${name}="${value}" (${from})`).join(', ')
  return list ? `${list}, the rest as by default` : 'all as by default'
}

/** They take whatever is said; the others only what can be read. */
const STRICT: readonly SettingName[] = ['consent', 'outbox', 'hubspot', 'hubspot-meetings']

const isTaken = (name: SettingName, text: string): boolean =>
  STRICT.includes(name) || (findMistake(name, text) === undefined && text !== '')

const describe = (name: SettingName, texts: Texts): string => {
  const value: SettingValue<SettingName> = SETTINGS[name](texts)
  if (name === 'consent') return texts.find(isPlatform)?.toLowerCase() ?? String(value)
  if (name === 'hubspot') return describeForms(texts, value as FormFilter | undefined)
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value ?? WORDS[name].fallback)
}

/** Whether the full edition's settings name something to count. */
const isOtherNamed = () =>
  [...COUNTING_SETTINGS, MARKED_FORMS].some((name) =>
    isNaming(
      listTexts(
        name,
        origins.map(({ source }) => source),
      ),
    ),
  )

const describeForms = (texts: Texts, counts: FormFilter | undefined): string => {
  if (counts === undefined) return resolve('hubspot-meetings').value === 'on' || isOtherNamed() ? 'off' : 'on'
  if (counts('')) return 'on'
  return (
    texts
      .flatMap(readList)
      .filter((form) => isFormList(form) && counts(form))
      .join(', ') || 'off'
  )
}
