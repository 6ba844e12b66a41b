// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { Options } from '../../../src/options'
import { KEY } from '../../support/unit/backend'
import { visit, type VisitOptions } from '../../support/unit/page'
import { EMAIL, useShop } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'

const { calls, landing } = useShop()

const SECRET = 'sk_live_0123456789abcdef'
const SCRIPT = 'https://app.introw.io/affiliate.js'

/** All that this page has kept or sent. */
const listTraces = () =>
  JSON.stringify([
    { ...localStorage },
    { ...sessionStorage },
    document.cookie,
    calls.map(({ url, init, headers }) => [url, init, [...headers]]),
  ])

describe('a secret key', () => {
  test.each<[string, VisitOptions]>([
    ['on the tag', { tag: { 'data-publishable-key': SECRET } }],
    ['in the script’s URL', { tag: { src: `${SCRIPT}?publishable-key=${SECRET}` } }],
    ['behind the # of the script’s URL', { tag: { src: `${SCRIPT}#publishable-key=${SECRET}` } }],
    ['in init()', { options: { publishableKey: SECRET } }],
    ['as all that init() is given', { options: SECRET as Options }],
    ['with spaces around it', { tag: { 'data-publishable-key': ` ${SECRET}\n` } }],
    ['in capitals', { tag: { 'data-publishable-key': SECRET.toUpperCase() } }],
    ['in quotes', { options: { publishableKey: `"${SECRET}"` } }],
    ['behind Bearer', { options: { publishableKey: `Bearer ${SECRET}` } }],
    ['behind a name', { options: { publishableKey: `x-api-key:${SECRET}` } }],
    ['of another maker', { options: { publishableKey: SECRET.replaceAll('_', '-') } }],
    ['of the sandbox', { options: { publishableKey: 'sk_introw_demo' } }],
  ])('%s is as if it was not there: neither kept nor sent', async (_, options) => {
    const page = await visit(await landing(), options)
    expect(await page.track({ email: EMAIL })).toMatchObject({ status: 'queued', reason: 'no-key' })
    await elapse(60_000)
    expect(calls).toEqual([])
    expect(listTraces()).toContain(EMAIL)
    expect(listTraces()).not.toMatch(/sk[_-](live|introw)/i)
  })

  test('gives way to a publishable one of another source', async () => {
    const src = `${SCRIPT}?publishable-key=${KEY}`
    const page = await visit(await landing(), { tag: { 'data-publishable-key': SECRET, src } })
    expect(await page.track({ email: EMAIL })).toMatchObject({ status: 'recorded' })
    expect(listTraces()).not.toContain(SECRET)
  })

  test('of one call gives way to the page’s', async () => {
    const page = await visit(await landing(), { options: { publishableKey: KEY } })
    expect(await page.track({ email: EMAIL, publishableKey: SECRET })).toMatchObject({ status: 'recorded' })
    expect(listTraces()).not.toContain(SECRET)
  })

  test('of one call, where the page has none, is not kept with the conversion', async () => {
    const page = await visit(await landing(), { options: {} })
    expect(await page.track({ email: EMAIL, publishableKey: SECRET })).toMatchObject({ reason: 'no-key' })
    expect(listTraces()).toContain(EMAIL)
    expect(listTraces()).not.toContain(SECRET)
  })
})

test.each(['pk_aff_org_demo', 'pk_aff_sk_shop', 'pk_aff_task_1', 'pk_aff_risk_sk_'])(
  'a publishable key is none, whatever its name: %s',
  async (publishableKey) => {
    const page = await visit(await landing(), { options: { publishableKey } })
    void page.track({ email: EMAIL })
    await elapse(1_000)
    expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe(publishableKey)
  },
)
