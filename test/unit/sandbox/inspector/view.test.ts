// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../../src/sandbox'
import { follow, PAGE_HEADERS, post, request } from '../post'
import { HOME, open } from './open'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('the inspector page', () => {
  test('shows a click past its window as expired, and the faults that are left', async () => {
    await follow(sandbox)
    sandbox.clock.advance({ days: 91 })
    sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 403, cors: false })
    const { document } = await open(sandbox)
    expect(document.querySelector('#clicks .badge')?.textContent).toBe('expired')
    expect(document.querySelector('#clock')?.textContent).toContain('91 d ahead')
    expect(document.querySelector('#faults')?.textContent).toContain('403 without CORS')
  })

  test('lets the allow-list be edited, and names the pages that would be meant', async () => {
    const words = async () =>
      [...(await open(sandbox)).document.querySelectorAll('#campaigns [open] [data-origin]')].map(
        (one) => one.textContent,
      )
    expect(await words()).toEqual([])
    await post(sandbox, {}, { ...PAGE_HEADERS, origin: 'https://www.shop.example' })
    await post(sandbox, {}, { ...PAGE_HEADERS, origin: 'https://app.shop.example' })
    await post(sandbox, {}, { ...PAGE_HEADERS, origin: 'null' })
    expect(await words()).toEqual(['Refuse https://app.shop.example', 'Refuse https://www.shop.example'])
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://app.shop.example/', 'https://other.example'] })
    expect(await words()).toEqual(['Take out https://app.shop.example', 'Allow https://www.shop.example'])
    const { document } = await open(sandbox)
    expect(document.querySelector('[data-patch="/sandbox/campaigns/demo"] textarea')?.textContent.trim()).toBe(
      'https://app.shop.example/\nhttps://other.example',
    )
  })

  test('shows the newest hundred, and where the rest is', async () => {
    for (let count = 0; count < 120; count += 1) await follow(sandbox)
    const { document } = await open(sandbox)
    expect(document.querySelectorAll('#clicks article')).toHaveLength(100)
    expect(document.querySelector('#clicks .rest')?.textContent).toContain('and 20 older')
  })

  test.each([
    ['nested JSON', (clickId: string) => `{"clickId":"${clickId}","properties":{"a":${nest(100_000)}}}`],
    ['nested JSON that hides its depth', () => `${'["]",'.repeat(10_000)}1${']'.repeat(10_000)}`],
    ['nothing but brackets', () => '['.repeat(100_000)],
    ['nested objects', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['no JSON', () => 'nonsense'],
    ['nothing', () => ''],
    [
      '__proto__',
      (clickId: string) => `{"clickId":"${clickId}","properties":{"__proto__":1},"__proto__":{"email":"x"}}`,
    ],
    ['a property that is no text', () => '{"properties":{"a":{"toString":1},"b":{"toJSON":1}}}'],
    ['an enormous text', (clickId: string) => `{"clickId":"${clickId}","properties":{"a":"${'x'.repeat(1_000_000)}"}}`],
    ['an enormous name', (clickId: string) => `{"clickId":"${clickId}","properties":{"${'x'.repeat(1_000_000)}":1}}`],
    ['many properties', (clickId: string) => `{"clickId":"${clickId}","properties":{${many(50_000)}}}`],
    ['many unknown keys', (clickId: string) => `{"clickId":"${clickId}",${many(50_000)}}`],
    ['lone surrogates', (clickId: string) => `{"clickId":"${clickId}","properties":{"\\ud800":"\\udfff"}}`],
    ['an enormous click id', () => JSON.stringify({ clickId: '\ud800'.repeat(150_000) })],
  ])('shows all rows after a body of %s, and stays small', async (_, body) => {
    await post(sandbox, { clickId: await follow(sandbox), email: 'ada@studio.example' })
    await sandbox.fetch(request(body(await follow(sandbox)), PAGE_HEADERS))
    await post(sandbox, { clickId: await follow(sandbox), email: 'bob@studio.example' })
    const { response, html, document } = await open(sandbox)
    expect(response.status).toBe(200)
    expect(document.querySelectorAll('#conversions details, #refused details')).toHaveLength(3)
    for (const email of ['ada', 'bob']) {
      expect(document.querySelector('#conversions')?.textContent).toContain(`${email}@studio.example`)
    }
    expect(html.length).toBeLessThan(150_000)
    expect((await sandbox.fetch(new Request(`${HOME}/sandbox/state`))).status).toBe(200)
  })

  test('says of a row that cannot be shown that it cannot, and shows the others', async () => {
    await follow(sandbox)
    const at = { valueOf: () => expect.fail('A time that cannot be read.') }
    Reflect.apply(sandbox.store.addClick, undefined, [{ clickId: 'aff_1', code: 'demo', campaignId: 'demo', at }])
    await follow(sandbox)
    const { document } = await open(sandbox)
    expect(document.querySelectorAll('#clicks article')).toHaveLength(2)
    expect(document.querySelector('#clicks .unshown')?.textContent).toContain('This cannot be shown.')
  })

  test.each([[NaN], [Infinity], [8.64e15], [8.64e15 + 1], [-1e300]])('shows a row of the time %d', async (at) => {
    sandbox.store.addClick({ clickId: 'aff_1', code: 'demo', campaignId: 'demo', at })
    const { document } = await open(sandbox)
    expect(document.querySelectorAll('#clicks article')).toHaveLength(1)
  })

  test('says how much was dropped', async () => {
    for (let count = 0; count < 10_007; count += 1) {
      sandbox.store.addClick({ clickId: `aff_${count}`, code: 'demo', campaignId: 'demo', at: 0 })
    }
    const { document } = await open(sandbox)
    expect(document.querySelector('#clicks')?.textContent).toContain('7 older clicks were dropped')
    expect(document.querySelector('#journey')?.textContent).toContain('10007')
  })
})

const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const many = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}":${index}`).join()
