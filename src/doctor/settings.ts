import { CONVERSIONS_PATH } from '../conversion/api'
import { findFault, mayBeSecret } from '../debug/fault'
import { withoutPath } from '../debug/host'
import { findSecret, keepSecret, shorten } from '../debug/secret'
import {
  findMistake,
  isFullSetting,
  isPlatform,
  isSettingName,
  type Origin,
  resolve,
  SETTING_NAMES,
} from '../debug/settings'
import { meantBy } from '../debug/typo'
import { readDomains, toDomain } from '../integrations/links/domains'
import { DATA_LAYER, FULL_SETTINGS, HIDDEN_FIELDS, LINK_DOMAINS, STRIPE_REFERENCE } from '../settings/full'
import { listTexts, type Source } from '../settings/resolve'
import { type SettingName, SETTINGS, type Texts } from '../settings/table'
import { readHosts, readList, readSwitch, SECRET_KEY } from '../settings/words'
import { find, type Finding } from './finding'
import type { Edition, Tag } from './tag'

/** What holds for a tag, or for several that share an instance. */
export interface Settings {
  /** What its sources say of a setting. */
  texts(name: string): Texts
  /** Undefined where it is no web address, though it looks like one. */
  readonly apiHost: string | undefined
  /** Undefined where there is none that may be sent. */
  readonly publishableKey: string | undefined
  readonly isConsentNamed: boolean
}

const KEY = 'publishable-key'
/** Of the full edition's settings those that are off for what nobody can read: what that is. */
const CAREFUL = {
  [DATA_LAYER]: { wanted: 'on or off', isUnderstood: (text: string) => readSwitch(text) !== undefined },
  [HIDDEN_FIELDS]: { wanted: 'on or off', isUnderstood: (text: string) => readSwitch(text) !== undefined },
  [STRIPE_REFERENCE]: {
    wanted: 'on, off, or domains with commas between them',
    isUnderstood: (text: string) => (readSwitch(text) ?? readHosts(text)) !== undefined,
  },
}
type Careful = keyof typeof CAREFUL
const isCareful = (name: string): name is Careful => name in CAREFUL
const TAG = 'script tag'
const URL_OF = "script's URL"
const NAME_MAX = 40
/** Attributes of ours whose text is looked at as a key, or that never hold one. */
const NO_SECRETS = ['src', 'integrity', 'nonce', `data-${KEY}`, KEY]

export const readSettings = (...tags: readonly Tag[]): Settings => {
  const origins = tags.flatMap(listOrigins)
  const texts = (name: string) =>
    listTexts(
      name,
      origins.map(({ source }) => source),
    )
  return {
    texts,
    apiHost: [resolve('api-host', origins).value].find((host) => URL.canParse(host)),
    publishableKey: SETTINGS[KEY](texts(KEY)),
    isConsentNamed: texts('consent').length > 0,
  }
}

/** Finds what is wrong with the settings of a tag. */
export const findSettingFaults = (tag: Tag): readonly Finding[] => {
  const origins = listOrigins(tag)
  for (const { source } of origins) if (mayBeSecret(source(KEY) ?? 'pk')) keepSecret(source(KEY) ?? '')
  return [
    ...listNames(tag).flatMap((given) => lookAtName(given, tag)),
    ...findBehind(tag),
    ...findPlatformOfFull(tag, origins),
    ...origins.flatMap(({ from, source }) =>
      [...SETTING_NAMES, ...Object.keys(CAREFUL).filter(isCareful), LINK_DOMAINS as typeof LINK_DOMAINS].flatMap(
        (name) => lookAtText(name, source(name), from),
      ),
    ),
    ...findNoKey(tag),
  ]
}

/** The edition of a tag. A file of another name is taken for what its settings are of. */
export const editionOf = (tag: Tag | undefined, { texts }: Settings): Edition =>
  tag?.edition ?? (tag && FULL_SETTINGS.some((name) => texts(name).length > 0) ? 'full' : 'core')

/** Where a tag's settings come from. */
export const listOrigins = ({ element, src }: Tag): readonly Origin[] => [
  { from: TAG, source: trimmed((name) => element.attributes.get(`data-${name}`)) },
  { from: URL_OF, source: trimmed((name) => readQuery(src).get(name)) },
]

const trimmed =
  (read: (name: string) => string | null | undefined): Source =>
  (name) =>
    read(name)?.trim()

/** As the script reads it: what stands behind a second question mark is not. */
const readQuery = ({ href }: URL) => new URLSearchParams(href.split(/[?#]/)[1])

/** What a tag or its URL names. */
interface Given {
  readonly name: string
  readonly value: string
  readonly from: typeof TAG | typeof URL_OF
}

const listNames = ({ element, src }: Tag): readonly Given[] => [
  ...[...element.attributes].map(([name, value]) => ({ name, value, from: TAG }) as const),
  ...[...readQuery(src)].map(([name, value]) => ({ name, value, from: URL_OF }) as const),
]

const lookAtName = ({ name: given, value, from }: Given, { edition }: Tag): readonly Finding[] => {
  const name = from === TAG ? given.replace(/^data-/, '') : given
  const isNamed = from === URL_OF || given !== name
  const secret = NO_SECRETS.includes(given) ? undefined : findSecret(value)
  const alarm = secret === undefined ? [] : [find('secret-key', given, shorten(secret), from)]
  if (isNamed && isFullSetting(name)) return edition === 'core' ? [...alarm, find('core-edition', given)] : alarm
  if (isNamed && isSettingName(name)) return alarm
  // Of a long name nobody's slip is near.
  const meant = name.length > NAME_MAX ? undefined : meantBy(name, [...SETTING_NAMES, ...FULL_SETTINGS])
  if (meant === undefined) return alarm
  return [...alarm, find('unknown-setting', given, from, from === TAG ? `data-${meant}` : meant)]
}

/** The core edition asks no platform: it waits for a yes of the page's own. */
const findPlatformOfFull = ({ edition }: Tag, origins: readonly Origin[]): Finding[] =>
  origins
    .map(({ source }) => source('consent') ?? '')
    .filter((text) => edition === 'core' && isPlatform(text))
    .map((text) => find('core-edition', `consent="${text}"`))

const findBehind = ({ src }: Tag): readonly Finding[] => {
  const [, , ...behind] = src.href.split(/[?#]/)
  const names = [...new URLSearchParams(behind.join('&')).keys()]
  return names.filter((name) => isSettingName(name) || isFullSetting(name)).map((name) => find('setting-behind', name))
}

const lookAtText = (
  name: SettingName | Careful | typeof LINK_DOMAINS,
  text: string | undefined,
  from: string,
): Finding[] => {
  if (text === undefined) return []
  if (name === LINK_DOMAINS) return lookAtDomains(text, from)
  if (name === KEY) return lookAtKey(text, from)
  const mistake = isCareful(name) ? findUnread(name, text) : findMistake(name, text)
  if (mistake) return [find('bad-setting', name, text, from, mistake.wanted, mistake.used)]
  return name === 'api-host' ? lookAtHost(text, from) : []
}

const findUnread = (name: Careful, text: string) => {
  const { wanted, isUnderstood } = CAREFUL[name]
  return isUnderstood(text) ? undefined : { wanted, used: 'off' }
}

const lookAtDomains = (text: string, from: string): Finding[] => {
  const used = readDomains([text])
  return used.length > 0 && readList(text).every(toDomain)
    ? []
    : [find('bad-setting', LINK_DOMAINS, text, from, 'names of domains, such as other.com', used.join(', ') || 'none')]
}

const lookAtHost = (text: string, from: string): Finding[] => {
  const host = SETTINGS['api-host']([text])
  if (!URL.canParse(host)) return [find('bad-setting', 'api-host', text, from, 'a web address', 'it')]
  const meant = withoutPath(host)
  return meant ? [find('host-path', text, from, host + CONVERSIONS_PATH, meant)] : []
}

const lookAtKey = (text: string, from: string): Finding[] => {
  if (SECRET_KEY.test(text)) return [find('secret-key', KEY, shorten(findSecret(text) ?? text), from)]
  const fault = findFault(text)
  if (fault) return [find('key-odd', text, from, ...fault)]
  const mistake = findMistake(KEY, text)
  return mistake ? [find('bad-setting', KEY, text, from, mistake.wanted, mistake.used)] : []
}

/** Nobody has given one; a bad one is told of above. */
const findNoKey = (tag: Tag): Finding[] => {
  const { texts } = readSettings(tag)
  if (texts(KEY).length > 0) return []
  const isBare = ![...SETTING_NAMES, ...FULL_SETTINGS].some((name) => texts(name).length > 0)
  return [find('no-key', isBare ? tag.src.href.split(/[?#]/)[0] : undefined)]
}
