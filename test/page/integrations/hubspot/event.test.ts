// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { cookieOn } from '../../../support/unit/browser'
import { SHOP } from '../../../support/unit/shop'
import { settle, sleep } from '../../../support/unit/time'
import { attempt, mostly, wild } from './generated'
import { useHubSpot } from './hubspot'
import { FORM, OTHER_FORM, SUCCESS_V4 } from './messages'
import { NUM_RUNS } from '../../../support/unit/runs'

const { land, rejections } = useHubSpot()

describe('generated messages and events', () => {
  test('no event of the current editor throws, and none that is not a success converts', async () => {
    const errors: unknown[] = []
    const onError = (event: ErrorEvent) => errors.push(event.error ?? event.message)
    window.addEventListener('error', onError)
    await land()
    vi.stubGlobal('fetch', () => new Promise(() => {}))
    const type = fc.constantFrom(
      SUCCESS_V4,
      SUCCESS_V4,
      'hs-form-event:on-submission:failed',
      'hs-form-event:on-ready',
      'message',
    )
    const detail = fc.oneof(fc.record({ formId: mostly(FORM, OTHER_FORM) }), wild)
    const script = fc.oneof(
      wild,
      wild.map((values) => ({
        getFormFromEvent: () => ({ getFormFieldValues: () => values, getConversionId: () => values }),
      })),
      fc.constant({
        getFormFromEvent: () => {
          throw new Error('no')
        },
      }),
    )
    fc.assert(
      fc.property(type, detail, script, (name, value, forms) => {
        localStorage.removeItem('_introw_aff')
        Object.assign(window, { HubSpotFormsV4: forms })
        const formId = attempt(() => (value as { formId: unknown }).formId)
        const expected = name === SUCCESS_V4 && (formId === FORM || formId === OTHER_FORM)
        window.dispatchEvent(new CustomEvent(name, { detail: value }))
        const isStored = (localStorage.getItem('_introw_aff') ?? '').includes('hubspotFormId')
        vi.advanceTimersByTime(4_000)
        return isStored === expected && errors.length === 0
      }),
      { numRuns: NUM_RUNS },
    )
    await settle()
    window.removeEventListener('error', onError)
    expect(rejections).toEqual([])
    sleep(0)
    expect(cookieOn(SHOP)).not.toBeUndefined()
  })
})
