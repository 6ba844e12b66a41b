// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useHubSpot, withTag } from './hubspot'
import { FORM, installV4, succeedV4 } from './messages'

const { calls, land, rejections, conversions } = useHubSpot()

describe('a form of the current editor', () => {
  test('is a conversion, its values by a promise', async () => {
    await land()
    installV4(
      Promise.resolve([
        { name: '0-1/firstname', value: 'A' },
        { name: '0-1/email', value: [EMAIL] },
      ]),
      'hs-4',
    )
    succeedV4()
    await elapse(3_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { hubspotFormId: FORM, hubspotSubmissionId: 'hs-4' } }])
  })

  test('whose values come late has its e-mail still', async () => {
    await land()
    installV4(() => new Promise((resolve) => setTimeout(resolve, 2_500, [{ name: '0-1/email', value: EMAIL }])))
    succeedV4()
    await elapse(2_400)
    expect(calls).toEqual([])
    await elapse(200)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test.each([
    ['come never', () => new Promise(() => {})],
    ['are rejected', () => Promise.reject(new Error('no'))],
    [
      'throw',
      () => {
        throw new Error('no')
      },
    ],
    ['are none', () => undefined],
    [
      'are damaged',
      () => Promise.resolve([null, 5, { name: null }, { name: 'email', value: null }, { name: 'email' }]),
    ],
  ])('whose values %s is a conversion without an e-mail', async (_how, values) => {
    await land()
    installV4(values)
    succeedV4()
    await elapse(3_000)
    expect(conversions()).toEqual([{ email: null, properties: { hubspotFormId: FORM } }])
    expect(rejections).toEqual([])
  })

  test('is a conversion without HubSpot’s own script too', async () => {
    await land()
    succeedV4()
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: null }])
  })

  test.each(['hs-form-event:on-submission:failed', 'hs-form-event:on-ready', 'hs-form-event:on-interaction:navigate'])(
    'is none by %s',
    async (type) => {
      await land()
      installV4([{ name: 'email', value: EMAIL }])
      succeedV4(FORM, type)
      await elapse(5_000)
      expect(calls).toEqual([])
    },
  )

  test('is none of an id in a list', async () => {
    await land()
    succeedV4([FORM])
    await elapse(5_000)
    expect(calls).toEqual([])
  })

  test.each(['0-2/email', '2-123/email', 'work_email', 'email_2', 'e-mail'])(
    'has no e-mail of another object or field: %s',
    async (name) => {
      await land()
      installV4([{ name, value: 'other@acme.example' }])
      succeedV4()
      await elapse(3_000)
      expect(conversions()).toMatchObject([{ email: null }])
      expect(calls[0]?.init.body).not.toContain('other@')
    },
  )

  test('makes no unhandled rejection where it does not count', async () => {
    await land(withTag({ 'data-hubspot': 'off' }))
    installV4(() => Promise.reject(new Error('no')))
    succeedV4()
    await elapse(5_000)
    expect(rejections).toEqual([])
  })

  test('makes no unhandled rejection on a page without a click', async () => {
    await visit(SHOP)
    installV4(() => Promise.reject(new Error('no')))
    succeedV4()
    await elapse(5_000)
    expect(rejections).toEqual([])
  })

  test('makes no unhandled rejection while consent is undecided', async () => {
    await land(withTag({ 'data-consent': 'required' }))
    installV4(() => Promise.reject(new Error('no')))
    succeedV4()
    await elapse(5_000)
    expect(rejections).toEqual([])
  })
})
