import { CONVERSIONS_PATH, type Outcome } from '../conversion/api'
import type { Facts } from '../diagnose'
import { isSandboxed } from './cookie'
import { describe } from './describe'
import { tellFailure } from './policy'
import { resolve } from './settings'
import { say } from './voice'

/** Says what one try came to, and what has to be mended. */
export const tellAnswer = ({ entry, outcome: { _status: status, _cause: cause }, result }: Facts['answered']): void => {
  const what = describe(entry.body)
  if (result.status === 'recorded') say('recorded', what, String(result.conversionId))
  else if (result.status === 'duplicate' || result.status === 'ignored') say(result.status, what)
  else {
    const error = result.error ? [result.error.code, result.error.message].filter(Boolean).join(': ') : ''
    if (result.status === 'rejected') say('rejected', what, status ?? 0, error)
    else if (status === 401) say('key-refused', entry.publishableKey ?? resolve('publishable-key').value, error)
    else if (status === 403) tellOrigin(error)
    else if (status === undefined) tellFailure(cause)
    else if (status < 400 || status === 404 || status === 405)
      say('no-answer', status, resolve('api-host').value + CONVERSIONS_PATH)
  }
}

/** Why a conversion is still kept. */
export const whyQueued = ({ _status: status, _cause: cause }: Outcome): string => {
  if (status !== undefined) return `The answer was ${status}`
  return (cause as Error | undefined)?.name === 'TimeoutError' ? 'No answer came' : 'The request failed'
}

const tellOrigin = (error: string) => {
  if (self.origin === 'null' || location.protocol === 'file:') say('origin-null', error, ...whyNull())
  else say('origin-refused', self.origin, error)
}

const whyNull = (): readonly [why: string, remedy: string] =>
  isSandboxed()
    ? [
        'the page is in a sandboxed frame',
        'Add allow-same-origin to the sandbox attribute of its frame, or install affiliate.js on the page around it.',
      ]
    : [
        `${location.protocol} pages have none`,
        "Serve the page by http or https, and have that origin among the campaign's allowed origins.",
      ]
