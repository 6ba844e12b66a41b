import type { ConversionResult } from '../types'
import type { Outcome } from './api'

/** Longest that a promise of ours is open. */
export const ANSWER_MS = 3e3

/** Makes a result. */
export const createResult = (status: ConversionResult['status'], more: object): ConversionResult =>
  ({ status, conversionId: null, formSubmissionId: null, ...more }) as ConversionResult

/**
 * Makes the promise of a result, which is `queued` if there is none within 3 seconds.
 *
 * @param reason - What it waits for.
 * @param executor - Gets the function that settles it.
 */
export const promiseResult = (
  reason: string,
  executor: (resolve: (result: ConversionResult | Promise<ConversionResult>) => void) => void,
): Promise<ConversionResult> =>
  new Promise((resolve) => {
    setTimeout(resolve, ANSWER_MS, createResult('queued', { reason }))
    executor(resolve)
  })

/** Says what an outcome means to the page: `queued` where it is not definite. */
export const toResult = ({ status, json, isAnswer }: Outcome): ConversionResult => {
  if (isAnswer) return createResult(json.status as 'recorded', json.status === 'ignored' ? { reason: 'api' } : json)
  const reason = status ? 'http-' + status : 'network'
  const error = { code: reason, message: '', ...(json.error as object) }
  if (status === 400 || status === 422) return createResult('rejected', { error })
  return createResult('queued', status === 401 || status === 403 ? { reason, error } : { reason })
}
