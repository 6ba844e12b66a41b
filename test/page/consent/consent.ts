import { expect } from 'vitest'
import { KEY } from '../../support/unit/backend'
import { visit, type VisitOptions } from '../../support/unit/page'
import { settle } from '../../support/unit/time'

export const REQUIRED = { tag: { 'data-publishable-key': KEY, 'data-consent': 'required' } }

/** The fields of a result that tells of no conversion. */
export const NOTHING = { conversionId: null, formSubmissionId: null }

/** Opens a page whose tag asks for consent. */
export const open = (url: string, options: VisitOptions = {}) => visit(url, { ...REQUIRED, ...options })

export async function expectNothingKept(): Promise<void> {
  await settle()
  expect(document.cookie).toBe('')
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
}
