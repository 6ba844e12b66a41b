import type { ConversionResult } from '../types'
import type { Outcome } from './api'

/** Makes a result. */
export function createResult(status: ConversionResult['status'], more?: object): ConversionResult {
  return { status, conversionId: null, formSubmissionId: null, ...more } as ConversionResult
}

/** Says what an outcome means to the page: `queued` where it is not definite. */
export function toResult({ status, json, isAnswer }: Outcome): ConversionResult {
  const { status: verdict, conversionId, formSubmissionId } = json
  if (isAnswer)
    return createResult(
      verdict as 'recorded',
      verdict === 'recorded' ? { conversionId, formSubmissionId } : verdict === 'ignored' ? { reason: 'api' } : {},
    )
  const reason = status ? 'http-' + status : 'network'
  const { code = reason, message = '' } = Object(json.error)
  const error = { code, message }
  if (status === 400 || status === 422) return createResult('rejected', { error })
  return createResult('queued', isRefusal(status) ? { reason, error } : { reason })
}

/** 401 and 403: the key or the allow-list is wrong until the merchant mends it. */
export const isRefusal = (status: number): boolean => status === 401 || status === 403
