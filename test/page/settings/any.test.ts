// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, test } from 'vitest'
import { KEY } from '../../support/unit/backend'
import { cookieWrites } from '../../support/unit/browser'
import { newVisitor, visit } from '../../support/unit/page'
import { useShop } from '../../support/unit/shop'
import { settle } from '../../support/unit/time'
import { LANDING } from './setting'

const { backend, calls } = useShop()

describe('whatever the settings are', () => {
  test('a page of any settings keeps its click and sends its conversion', async () => {
    const value = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.constantFrom<unknown>('host', 'off', 'session', 'memory', Symbol('s'), 'a; Domain=x'),
    )
    const options = fc.record({
      apiHost: value,
      cookieDomain: value,
      cookieDays: value,
      hubspot: value,
      hubspotMeetings: value,
      outbox: value,
      keepUrl: value,
    })
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        newVisitor(backend)
        calls.length = 0
        const page = await visit(LANDING, { options: { publishableKey: KEY, ...(given as object) } })
        void page.track({ email: 'lead@acme.example' })
        await settle()
        const names = cookieWrites
          .flatMap((write) => write.split(';').slice(1))
          .map((part) => part.trim().split('=')[0]?.toLowerCase())
        const isPlain = names.every((name) => ['path', 'max-age', 'samesite', 'secure', 'domain'].includes(name ?? ''))
        return page.getClickId() === 'a' && calls.length === 1 && isPlain
      }),
      { numRuns: 100 },
    )
  })
})
