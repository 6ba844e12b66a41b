import { vi } from 'vitest'
import type { IntrowApiError } from '../../../src/server'

export const SECRET = 'sk_introw_demo'
export const OK = { status: 'recorded', conversionId: 'conv_1', formSubmissionId: 'fsub_1' }

export type Answer = Response | Error | 'silence'

/** A `fetch` that gives these answers in turn, the last of them for ever. */
export function answering(...answers: (Answer | (() => Answer))[]) {
  return vi.fn((_url: string, _init: RequestInit): Promise<Response> => {
    const next = (answers.length > 1 ? answers.shift() : answers[0]) as Answer | (() => Answer)
    const answer = typeof next === 'function' ? next() : next
    if (answer === 'silence') return new Promise(() => {})
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  })
}

export const status =
  (code: number, headers = {}) =>
  () =>
    Response.json(
      { error: { code: `code_${code}`, message: `Message ${code}.`, details: [{ path: 'email' }] } },
      { status: code, headers },
    )

export const recorded = () => Response.json(OK, { status: 201 })

/** What a promise was rejected with. */
export const failure = (promise: Promise<unknown>): Promise<IntrowApiError> =>
  promise.then(
    () => Promise.reject(new Error('It was expected to fail.')),
    (error: unknown) => error as IntrowApiError,
  )
