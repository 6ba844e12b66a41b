// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useHubSpot, withTag } from './hubspot'
import { installV4, post, submitted, succeedV4 } from './messages'

const { calls, land, conversions } = useHubSpot()

describe('from the first moment:', () => {
  test('a form that is submitted before load and before an idle moment counts', async () => {
    await land({ isLoading: true })
    post({ data: submitted() })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('a form that is submitted before the decision counts with it', async () => {
    const affiliate = await land(withTag({ 'data-consent': 'required' }))
    post({ data: submitted() })
    await elapse(10_000)
    expect([calls.length, localStorage.length]).toEqual([0, 0])
    affiliate.consent(true)
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('a form of the current editor before the decision keeps its e-mail', async () => {
    const affiliate = await land(withTag({ 'data-consent': 'required' }))
    installV4(Promise.resolve([{ name: 'email', value: EMAIL }]))
    succeedV4()
    await elapse(10_000)
    affiliate.consent(true)
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('a form before a no is none', async () => {
    const affiliate = await land(withTag({ 'data-consent': 'required' }))
    post({ data: submitted() })
    affiliate.consent(false)
    await elapse(10_000)
    expect([calls.length, localStorage.length]).toEqual([0, 0])
  })

  test('a form without a click is none', async () => {
    await visit(SHOP)
    post({ data: submitted() })
    await elapse(10_000)
    expect([calls.length, localStorage.length]).toEqual([0, 0])
  })
})
