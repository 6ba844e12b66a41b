import { toFields } from '../platform/fields'
import type { ConversionResult } from '../types'
import type { Outcome } from './api'

/** Longest that a promise of ours is open. */
export const ANSWER_MS = 3e3

type Status = ConversionResult['status']

/** What of a result depends on its status; its ids are null unless they are told. */
type Detail<Name extends Status> = Omit<
  Extract<ConversionResult, { status: Name }>,
  'status' | (Name extends 'recorded' ? never : 'conversionId' | 'formSubmissionId')
>

/** Makes a result. */
export const createResult = <Name extends Status>(status: Name, detail: Detail<Name>): ConversionResult =>
  ({ conversionId: null, formSubmissionId: null, ...detail, status }) as ConversionResult

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

const RECORDED = { status: 'recorded', conversionId: null, formSubmissionId: null } as const

/** Says what an outcome means to the page: `queued` where it is not definite. */
export const toResult = (outcome: Outcome): ConversionResult => {
  // 201 says enough, whatever its body.
  const answer = outcome._answer ?? (outcome._status === 201 ? RECORDED : undefined)
  if (answer?.status === 'recorded') return createResult('recorded', answer)
  if (answer?.status === 'duplicate') return createResult('duplicate', {})
  if (answer) return createResult('ignored', { reason: 'api' })
  const status = outcome._status
  const reason = status ? 'http-' + status : 'network'
  const error = { code: reason, message: '', ...toFields(outcome._json.error) }
  if (status === 400 || status === 422) return createResult('rejected', { error })
  return createResult('queued', isForbidden(status) ? { reason, error } : { reason })
}

/** The key or the allow-list is wrong until the merchant mends it. */
export const isForbidden = (status: number | undefined): boolean => status === 401 || status === 403
