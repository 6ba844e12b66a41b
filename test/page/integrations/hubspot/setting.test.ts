// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useHubSpot, withTag } from './hubspot'
import { FORM, OTHER_FORM, post, submitted, succeedV4 } from './messages'

const { calls, land, conversions } = useHubSpot()

describe('the setting hubspot', () => {
  test.each(['off', 'OFF', ' off '])('"%s" counts none', async (hubspot) => {
    await land(withTag({ 'data-hubspot': hubspot }))
    post({ data: submitted() })
    succeedV4()
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test.each(['on', 'ON', '', 'true'])('"%s" counts all', async (hubspot) => {
    await land(withTag({ 'data-hubspot': hubspot }))
    post({ data: submitted() })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test.each([FORM, FORM.toUpperCase(), `${OTHER_FORM.replace('f', '0')}, ${FORM}`, ` ${FORM} ,x`])(
    '"%s" counts those forms alone',
    async (hubspot) => {
      await land(withTag({ 'data-hubspot': hubspot }))
      post({ data: submitted({ email: 'newsletter@acme.example' }, {}, OTHER_FORM) })
      post({ data: submitted() })
      await elapse(10_000)
      expect(calls.map(({ body }) => body.email)).toEqual([EMAIL])
    },
  )
})
