import { CONSENT_CATEGORY, FULL_SETTINGS } from '../settings/full'
import { toOptionName } from '../settings/table'
import { learnKey } from './key'
import { isPlain, nameOf } from './kind'
import { quietly } from './quietly'
import { findSecret, shorten } from './secret'
import { isFullSetting, isPlatform, isSettingName, SETTING_NAMES } from './settings'
import { meantBy } from './typo'
import { say } from './voice'

/** Looks at what a tag has on it and in its URL: both hold much that is other scripts' business. */
export const lookAtTag = (script: HTMLScriptElement): void => {
  for (const given of script.getAttributeNames()) {
    const name = given.replace(/^data-/, '')
    const isRead = isSettingName(name) && given !== name
    const meant = isRead ? undefined : meantBy(name)
    const value = script.getAttribute(given) ?? ''
    if (isFullSetting(name) && given !== name) say('full-edition', given)
    else if (given === 'data-consent' && isPlatform(value.trim())) say('full-edition', `${given}="${value}"`)
    else if (meant) say('unknown-setting', given, 'script tag', `data-${meant}`)
    if (given !== 'src' && given !== 'data-publishable-key') lookForSecret(given, value, 'script tag')
  }
  const [, query = '', ...behind] = script.src.split(/[?#]/)
  for (const [name, value] of new URLSearchParams(query)) {
    const meant = isSettingName(name) ? undefined : meantBy(name)
    if (isFullSetting(name)) say('full-edition', name)
    else if (name === 'consent' && isPlatform(value.trim())) say('full-edition', `${name}=${value}`)
    else if (meant) say('unknown-setting', name, "script's URL", meant)
    if (name !== 'publishable-key') lookForSecret(name, value, "script's URL")
  }
  for (const name of new URLSearchParams(behind.join('&')).keys()) if (isSettingName(name)) say('setting-behind', name)
}

/** Looks at what `init()` was given: it takes nothing but settings. */
export const lookAtOptions = (options: unknown): void => {
  if (!isPlain(options)) {
    if (typeof options === 'string') learnKey(options.trim())
    say('init-odd', nameOf(options))
    lookForSecret('options', options, 'init() call')
  } else
    for (const name of Object.keys(options))
      lookAtOption(
        name,
        quietly(() => options[name]),
      )
}

const lookAtOption = (given: string, value: unknown) => {
  const names = SETTING_NAMES.map(toOptionName)
  if (given !== 'publishableKey') lookForSecret(given, value, 'init() call')
  else if (value === undefined || value === null) say('key-unset', String(value))
  if (given === 'consent' && typeof value === 'string' && isPlatform(value))
    say('platform-option', `consent: '${value}'`)
  if (names.includes(given) || given === 'integrations') return
  if (given === toOptionName(CONSENT_CATEGORY)) return say('platform-option', given)
  const full = FULL_SETTINGS.map(toOptionName).find((name) => name === given)
  if (full) return say('full-option', full)
  const meant = meantBy(given)
  say('unknown-setting', given, 'init() call', meant ? toOptionName(meant) : `one of ${names.join(', ')}`)
}

/** Gives the alarm where a secret key is in the place of something else; what is read as the publishable key, `key.ts` looks at. */
export const lookForSecret = (name: string, value: unknown, from: string): void => {
  const secret = findSecret(quietly(() => String(value)) ?? '')
  if (secret) say('secret-key', name, shorten(secret), from)
}
