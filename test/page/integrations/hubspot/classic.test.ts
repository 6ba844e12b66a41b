// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useHubSpot } from './hubspot'
import { classic, FORM, post, submitted } from './messages'

const { calls, land, conversions } = useHubSpot()

describe('a classic form', () => {
  test.each([
    ['an object', { email: EMAIL, firstname: 'A', hs_context: '{"x":1}' }],
    [
      'a list',
      [
        { name: 'firstname', value: 'A' },
        { name: 'email', value: EMAIL },
      ],
    ],
    ['a list of lists', [{ name: 'email', value: [EMAIL] }]],
    ['JSON text', JSON.stringify({ email: EMAIL })],
    ['names with the type of their object', { '0-1/email': EMAIL }],
    ['a name in capitals', { Email: EMAIL }],
  ])('is a conversion once HubSpot has accepted it, its values as %s', async (_shape, values) => {
    await land()
    post({ data: submitted(values, { conversionId: 'hs-1' }) })
    await elapse(3_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { hubspotFormId: FORM, hubspotSubmissionId: 'hs-1' } }])
  })

  test('may send its message as JSON text', async () => {
    await land()
    post({ data: JSON.stringify(submitted()) })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('has its values from the submit just before, where the success tells none', async () => {
    await land()
    post({
      data: classic('onFormSubmit', [
        { name: 'email', value: EMAIL },
        { name: 'phone', value: '1' },
      ]),
    })
    post({ data: classic('onFormSubmitted') })
    await elapse(3_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { hubspotFormId: FORM } }])
  })

  test('is none while HubSpot has not accepted it', async () => {
    await land()
    for (const name of [
      'onBeforeFormInit',
      'onFormReady',
      'onFormSubmit',
      'onFormFailedValidation',
      'onFormError',
      'submitted',
    ])
      post({ data: classic(name, [{ name: 'email', value: EMAIL }]) })
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test('is a conversion without an e-mail too, after 3 seconds', async () => {
    await land()
    post({ data: submitted({ firstname: 'A' }) })
    await elapse(2_999)
    expect(calls).toEqual([])
    await elapse(1)
    expect(conversions()).toEqual([{ email: null, properties: { hubspotFormId: FORM } }])
  })

  test('sends no other field of the form', async () => {
    await land()
    post({ data: submitted({ email: EMAIL, phone: '555', salary: '1', hs_context: 'secret' }) })
    await elapse(3_000)
    expect(Object.keys(calls[0]?.body ?? {}).sort()).toEqual(['clickId', 'email', 'properties'])
    expect(calls[0]?.init.body).not.toMatch(/555|salary|secret/)
  })

  test.each([undefined, null, 5, '', 'form', `${FORM}x`, {}, [FORM]])(
    'of an id that is no GUID is none: %j',
    async (id) => {
      await land()
      post({ data: { ...submitted(), id } })
      await elapse(5_000)
      expect(calls).toEqual([])
    },
  )
})
