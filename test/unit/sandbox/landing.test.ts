// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/sandbox'
import { API } from './post'

describe("a partner's link", () => {
  test.each([
    ['https://www.shop.example', 'https://www.shop.example/?irw_id=ID'],
    ['https://www.shop.example/a?x=%20+y&irw#top?z', 'https://www.shop.example/a?x=%20+y&irw&irw_id=ID#top?z'],
    ['https://www.shop.example/?', 'https://www.shop.example/?irw_id=ID'],
    ['https://www.shop.example/#/route?a=1', 'https://www.shop.example/?irw_id=ID#/route?a=1'],
  ])('to %s lands on %s', async (destination, landing) => {
    const sandbox = createSandbox({ destination, now: () => 1_000 })
    const response = await sandbox.fetch(new Request(`${API}/r/demo?utm_source=x`))
    expect(response.status).toBe(302)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const clickId = sandbox.store.clicks[0]?.clickId ?? 'none'
    expect(response.headers.get('location')).toBe(landing.replace('ID', clickId))
    expect(sandbox.store.clicks).toEqual([{ clickId, code: 'demo', campaignId: 'demo', at: 1_000 }])
  })

  test.each([['nobody'], ['revoked'], ['__proto__']])(
    'of the code %s is a page with 404, and no click',
    async (code) => {
      const sandbox = createSandbox()
      const response = await sandbox.fetch(new Request(`${API}/r/${code}`))
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(await response.text()).toContain('This link is not active')
      expect(sandbox.store.clicks).toEqual([])
    },
  )
})
