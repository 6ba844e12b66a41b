// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { hide, leave, newVisitor, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { useHubSpot } from './hubspot'
import { FORM, installV4, OTHER_FORM, post, submitted, succeedV4 } from './messages'

const { backend, sandbox, calls, land, conversions } = useHubSpot()

describe('held, then sent:', () => {
  const stored = () => localStorage.getItem('_introw_aff') ?? ''

  test('it is written in the task of the message, and sent about a second later', async () => {
    await land()
    post({ data: submitted() })
    expect(stored()).toContain(EMAIL)
    await elapse(500)
    expect(calls).toEqual([])
    await elapse(1_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
    expect(stored()).not.toContain(EMAIL)
  })

  test('it goes at once, as it is, when the page is left', async () => {
    await land()
    post({ data: submitted() })
    hide()
    expect(calls.map(({ body }) => body.email)).toEqual([EMAIL])
    expect(calls[0]?.init.keepalive).toBe(true)
  })

  test('it goes without its e-mail when the page is left before that is known', async () => {
    await land()
    installV4(new Promise(() => {}))
    succeedV4()
    hide()
    await settle()
    expect(conversions()).toEqual([{ email: null, properties: { hubspotFormId: FORM } }])
  })

  test('it goes on a later page, where the first one ended without a word', async () => {
    await land()
    post({ data: submitted() })
    leave()
    await visit(SHOP)
    await elapse(5_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('an explicit track() replaces one whose e-mail is not known yet', async () => {
    const affiliate = await land()
    installV4(
      () => new Promise((resolve) => setTimeout(resolve, 2_000, [{ name: 'email', value: 'late@acme.example' }])),
    )
    succeedV4()
    await elapse(1_500)
    void affiliate.track({ email: EMAIL })
    await elapse(10_000)
    expect(calls).toHaveLength(1)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('both channels for one form are one conversion, the one with the e-mail', async () => {
    for (const first of ['classic', 'current']) {
      newVisitor(backend)
      sandbox.reset()
      calls.length = 0
      await land()
      const acts = [
        () => post({ data: submitted({ firstname: 'A' }, { conversionId: 'hs-1' }) }),
        () => (installV4(Promise.resolve([{ name: '0-1/email', value: EMAIL }])), succeedV4()),
      ]
      for (const act of first === 'classic' ? acts : acts.toReversed()) {
        act()
        await elapse(300)
      }
      await elapse(10_000)
      expect(calls).toHaveLength(1)
      expect(conversions()).toEqual([
        { email: EMAIL, properties: { hubspotFormId: FORM, hubspotSubmissionId: 'hs-1' } },
      ])
    }
  })

  test('a form that is told twice ends no hold of its next submission', async () => {
    const affiliate = await land()
    post({ data: submitted({ firstname: 'A' }) })
    await elapse(2_000)
    post({ data: submitted({ firstname: 'A' }) })
    await elapse(1_500)
    installV4(() => new Promise((resolve) => setTimeout(resolve, 2_500, [{ name: 'email', value: EMAIL }])))
    succeedV4()
    await elapse(2_000)
    void affiliate.track({ properties: { plan: 'pro' } })
    await elapse(10_000)
    expect(calls.at(-1)?.body).toMatchObject({ email: EMAIL, properties: { plan: 'pro' } })
  })

  test('two different forms are two: the API decides', async () => {
    await land()
    post({ data: submitted() })
    post({ data: submitted({ email: 'b@acme.example' }, {}, OTHER_FORM) })
    await elapse(10_000)
    expect(calls.map(({ body }) => [body.email, body.properties?.hubspotFormId])).toEqual([
      [EMAIL, FORM],
      ['b@acme.example', OTHER_FORM],
    ])
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('the id of a form counts in any case', async () => {
    await land()
    post({ data: submitted({}, {}, FORM.toUpperCase()) })
    installV4(Promise.resolve([{ name: 'email', value: EMAIL }]))
    succeedV4()
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { hubspotFormId: FORM } }])
  })

  test('one that is sent again after a failure has its e-mail still', async () => {
    sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 500 })
    await land()
    post({ data: submitted() })
    await elapse(60_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test('one without a key gives way to no other click', async () => {
    for (const email of ['one@acme.example', 'two@acme.example']) {
      await land({ tag: { 'data-x': '' } })
      post({ data: submitted({ email }) })
      await elapse(5_000)
    }
    await visit(SHOP)
    await elapse(5_000)
    expect(
      conversions()
        .map(({ email }) => email)
        .sort(),
    ).toEqual(['one@acme.example', 'two@acme.example'])
  })

  test('consent(false) within the hold takes it back', async () => {
    const affiliate = await land()
    post({ data: submitted() })
    affiliate.consent(false)
    await elapse(10_000)
    expect(calls).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  test('so it does where a call waits for its e-mail, which is told after the no', async () => {
    const affiliate = await land()
    installV4(() => new Promise((resolve) => setTimeout(resolve, 900, [{ name: 'email', value: EMAIL }])))
    succeedV4()
    const result = affiliate.track({ properties: { plan: 'pro' } })
    await elapse(300)
    affiliate.consent(false)
    expect(await now(result)).toMatchObject({ status: 'ignored', reason: 'no-consent' })
    await elapse(10_000)
    expect(calls).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  test('a no in another tab ends it as well', async () => {
    await land()
    installV4(() => new Promise((resolve) => setTimeout(resolve, 900, [{ name: 'email', value: EMAIL }])))
    succeedV4()
    await elapse(300)
    window.dispatchEvent(Object.assign(new Event('storage'), { key: '_introw_aff', newValue: 'denied' }))
    await elapse(10_000)
    expect(calls).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  test('one whose e-mail the API would refuse waits no longer than one with a good one', async () => {
    await land()
    post({ data: submitted({ email: 'jörg@exämple.de' }) })
    await elapse(1_500)
    expect(conversions()).toMatchObject([{ properties: { email: 'jörg@exämple.de' } }])
  })

  test('of two reports the last id counts', async () => {
    await land()
    for (const conversionId of ['one', 'two']) {
      post({ data: submitted({ email: EMAIL }, { conversionId }) })
    }
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: EMAIL, properties: { hubspotSubmissionId: 'two' } }])
    expect(calls).toHaveLength(1)
  })
})
