import { normalize } from '../conversion/content'
import { sendCall } from '../conversion/called'
import { createResult, promiseResult } from '../conversion/result'
import { diagnose } from '../diagnose'
import { attempt } from '../platform/attempt'
import { readKey } from '../settings/words'
import type { Conversion, ConversionResult } from '../types'
import { readConsent, whenDecided } from './consent'
import { readGrantedClick } from './decision'

/** Takes a `track()` of the merchant's. The page may change its object before the visitor has decided: it is read at once. */
export const track = (conversion: Conversion | undefined): Promise<ConversionResult> => {
  const content = normalize(conversion)
  // A getter of the page's may throw, and a key may be anything.
  const publishableKey = attempt(() => readKey(conversion?.publishableKey ?? ''))
  const convert = (): Promise<ConversionResult> => {
    const click = readGrantedClick()
    if (click !== undefined) return sendCall(click, { _content: content, _publishableKey: publishableKey })
    diagnose('clickless', {})
    const reason = readConsent() === 'granted' ? 'no-click' : 'no-consent'
    return Promise.resolve(createResult('ignored', { reason }))
  }
  // Not resolved with its promise, which may be open for longer.
  return readConsent() === 'undecided'
    ? promiseResult('undecided', (resolve) => whenDecided(() => void convert().then(resolve)))
    : convert()
}
