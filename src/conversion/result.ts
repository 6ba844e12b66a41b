import type { ConversionResult } from '../types'
import type { Outcome } from './api'

/** Makes a result that has no ids but those in `more`. */
export function createResult(status: ConversionResult['status'], more?: object): ConversionResult {
  return { status, conversionId: null, formSubmissionId: null, ...more } as ConversionResult
}

/** Says what an outcome means to the page: `queued` where it is not definite. */
export function toResult({ status, json, isAnswer }: Outcome): ConversionResult {
  if (isAnswer) {
    const { status: verdict, conversionId, formSubmissionId } = json
    if (verdict === 'recorded') return createResult(verdict, { conversionId, formSubmissionId })
    return createResult(verdict as 'duplicate', verdict === 'ignored' ? { reason: 'api' } : {})
  }
  const { code = 'http_' + status, message = '' } = Object(json.error)
  const error = { code, message }
  if (status === 400 || status === 422) return createResult('rejected', { error })
  return createResult('queued', isRefusal(status) ? { reason: 'refused', error } : { reason: status ? 'http-' + status : 'network' })
}

/** 401 and 403: the key or the allow-list is wrong until the merchant mends it. */
export function isRefusal(status: number): boolean {
  return status === 401 || status === 403
}
