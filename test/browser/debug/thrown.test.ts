import { describe, expect, it } from 'vitest'
import { hear, land, shop, tag, useShop } from './debug.ts'

useShop()

// Every engine has words of its own for these.
describe('what the page throws', () => {
  it('is told where a call came before an async tag, and there is no stub', () =>
    shop.visit(async (tab) => {
      await land(tab, `<script>introw.affiliate.track()</script>${tag({ async: '' })}`)
      await hear(tab, 'An inline script calls introw.affiliate before the script has come', 'Paste the stub')
      expect(await tab.evaluate(() => window.__seen.errors.length)).toBe(1)
    }))

  it('is told where it misspells us', () =>
    shop.visit(async (tab) => {
      await land(tab, `${tag()}<script>setTimeout(() => introw.track())</script>`)
      await hear(tab, 'The page threw an error that names us', 'The object is introw.affiliate')
    }))
})
