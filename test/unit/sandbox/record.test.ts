// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { follow, post } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('a conversion', () => {
  test('of a click is recorded, once', async () => {
    const clickId = await follow(sandbox)
    const body = { clickId, email: 'ada@studio.example', properties: { plan: 'grove', seats: 3 } }
    const first = await post(sandbox, body)
    expect(first.status).toBe(201)
    expect(first.body).toEqual({
      status: 'recorded',
      conversionId: expect.stringMatching(/^conv_[0-9A-Z]{26}$/),
      formSubmissionId: expect.stringMatching(/^fsub_[0-9A-Z]{26}$/),
    })
    const second = await post(sandbox, body)
    expect(second.status).toBe(200)
    expect(second.body).toEqual({ status: 'duplicate', conversionId: null, formSubmissionId: null })
    expect(sandbox.store.conversions).toMatchObject([{ clickId, email: 'ada@studio.example', via: 'browser' }])
  })

  test('that comes ten times at once is recorded once', async () => {
    const clickId = await follow(sandbox)
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(sandbox, { clickId })))
    expect(answers.map(({ body }) => body.status).sort()).toEqual([...Array(9).fill('duplicate'), 'recorded'])
    expect(sandbox.store.conversions).toHaveLength(1)
  })

  test('fills the mapped fields of the form, and keeps the rest beside them', async () => {
    sandbox.store.updateCampaign('demo', { fieldMapping: { plan: 'Plan', mail: 'email' } })
    const properties = '{"plan":"grove","mail":"other@studio.example","order":null,"__proto__":"x"}'
    await post(
      sandbox,
      `{"clickId":"${await follow(sandbox)}","email":"ada@studio.example","properties":${properties}}`,
    )
    expect(sandbox.store.submissions).toHaveLength(1)
    const submission = sandbox.store.submissions[0]
    expect(submission?.fields).toEqual({ email: 'ada@studio.example', Plan: 'grove' })
    expect(Object.entries(submission?.unmapped ?? {})).toEqual([
      ['order', null],
      ['__proto__', 'x'],
    ])
  })

  test('without an e-mail, or with an empty one, leaves no such field', async () => {
    await post(sandbox, { clickId: await follow(sandbox) })
    await post(sandbox, { clickId: await follow(sandbox), email: '' })
    expect(sandbox.store.submissions.map(({ fields }) => fields)).toEqual([{}, {}])
    expect(sandbox.store.conversions.map(({ email }) => email)).toEqual([null, null])
  })
})
