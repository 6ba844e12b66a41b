import { describe, expect, it } from 'vitest'
import { http, useSites, visit } from './harness.ts'

useSites()

describe('a site', () => {
  it('serves what was built, what it was told, and nothing else', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      const ask = (path: string) =>
        fetch(path).then((answer) => `${answer.status} ${answer.headers.get('content-type')}`)
      const script = '200 text/javascript; charset=utf-8'
      expect(await tab.evaluate(ask, '/affiliate.js')).toBe(script)
      expect(await tab.evaluate(ask, '/esm/index.js')).toBe(script)
      expect(await tab.evaluate(ask, '/next?a=1')).toBe('200 text/html; charset=UTF-8')
      expect(await tab.evaluate(ask, '/nowhere')).toContain('404')
      expect(http.requests.find(({ url }) => url.endsWith('/next?a=1'))).toMatchObject({
        method: 'GET',
        url: `${http.origin()}/next?a=1`,
        headers: { referer: `${http.origin()}/` },
      })
    }))
})
