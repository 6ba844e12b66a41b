import { describe, expect, it } from 'vitest'
import { engine, http, useSites, visit } from './harness.ts'

useSites()

describe('the engine', () => {
  it('is the one that was asked for', () =>
    visit(async (visitor) => {
      const tab = await visitor.tab()
      await tab.goto(http.origin())
      const agent = await tab.evaluate(() => navigator.userAgent)
      const mark = { chromium: 'Chrome/', firefox: 'Firefox/', webkit: 'Version/' }[engine.name]
      expect(agent).toContain(mark)
      expect(engine.version).toMatch(/^\d+\./)
      expect(engine.name).toBe(process.env.ENGINE)
    }))
})
