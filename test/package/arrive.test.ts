// @vitest-environment node
import { serveSandbox, type Served } from '@introw/affiliate/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createExample } from '../../examples/pages.mjs'

const HERE = 'http://www.shop.localhost:4000'

const open: { api?: Served } = {}

beforeAll(async () => {
  open.api = await serveSandbox({ port: 0 })
})
afterAll(() => open.api?.close())

/** Where the example's stand-in for a partner's link leads. */
const arrive = async (to?: string) =>
  createExample('hubspot', { apiHost: open.api?.url ?? '' }).fetch(
    new Request(`${HERE}/arrive${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`),
  )

describe('an example’s way in', () => {
  it.each([
    [undefined, '/'],
    ['/inline.html', '/inline.html'],
    ['inline.html?plan=pro', '/inline.html?plan=pro'],
    ['/plans//yearly', '/plans//yearly'],
    [`${HERE}/inline.html`, '/inline.html'],
    ['', '/'],
  ])('leads to a page of its own, with a click: %j', async (to, path) => {
    const answer = await arrive(to)
    const location = new URL(answer.headers.get('Location') ?? '', HERE)
    expect([answer.status, location.origin]).toEqual([302, HERE])
    expect(location.searchParams.get('irw_id')).toMatch(/^aff_/)
    location.searchParams.delete('irw_id')
    expect(location.pathname + location.search).toBe(path)
  })

  it.each([
    '//',
    '///',
    '//evil.example',
    '\\\\evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/%2e//evil.example',
    './/evil.example/..//evil.example',
    'http://x//evil.example',
    `${HERE}//evil.example`,
    'https://evil.example/',
    'https:evil.example',
    'http://www.shop.localhost:4000@evil.example/',
    'http://www.shop.localhost/',
    'https://www.shop.localhost:4000/',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://[',
    'http://a:b/',
  ])('leads nowhere else, and mints no click for it: %j', async (to) => {
    const before = open.api?.sandbox.store.clicks.length
    const answer = await arrive(to)
    expect([answer.status, answer.headers.get('Location')]).toEqual([400, null])
    expect(open.api?.sandbox.store.clicks.length).toBe(before)
  })
})
