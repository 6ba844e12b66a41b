import { SECRET_KEY } from '../settings/words'
import { findFault, mayBeSecret } from './fault'
import { isPlain } from './kind'
import { findSecret, keepSecret, shorten } from './secret'
import { known } from './known'
import { findMistake, resolve } from './settings'
import { say } from './voice'

const CALL = 'track() call'

/** Before anything is said of it. */
export const learnKey = (text: string): void => {
  if (mayBeSecret(text)) keepSecret(text)
}

/** Says what is wrong with a text that was given for the publishable key; `used` holds in its place. */
export const tellKeyFault = (text: string, from: string, used?: string): void => {
  const fault = findFault(text)
  const mistake = findMistake('publishable-key', text)
  if (SECRET_KEY.test(text)) say('secret-key', 'publishable-key', shorten(findSecret(text) ?? text), from)
  else if (fault) say('key-odd', text, from, ...fault)
  else if (mistake) say('bad-setting', 'publishable-key', text, from, mistake.wanted, used ?? mistake.used)
}

/** Looks at what `track()` was given for keys. */
export const lookAtCall = (given: unknown): void => {
  if (!isPlain(given)) return
  const key = given.publishableKey
  if (key !== undefined && key !== null) {
    const text = String(key).trim()
    learnKey(text)
    if (typeof key === 'string') tellKeyFault(text, CALL, "the page's")
    else say('bad-setting', 'publishableKey', text, CALL, 'a text, pk_aff_…', "the page's")
  }
}

/** Says which properties have a secret in them, as they are sent. */
export const lookAtProperties = (sent: object): void => {
  for (const [name, value] of Object.entries(sent)) {
    const secret = findSecret(String(value))
    if (secret) say('secret-sent', name, shorten(secret))
  }
}

/** Says that nobody has given a key, once the page had time to give one. */
export const tellNoKey = (): void => {
  if (resolve('publishable-key').from === 'default') say('no-key-yet', known.bareUrl)
}
