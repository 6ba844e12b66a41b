import { describe, expect, it } from 'vitest'
import { describeConversions } from './conversions'
import { describeCookie } from './cookie'
import type { ServerEntry } from './entry'
import { describeLanding } from './landing'
import { describeShapes } from './shapes'

/** What holds of the server entry wherever it comes from. */
export function describeServer(where: string, entry: ServerEntry): void {
  describe(where, () => {
    it('has these four names and no other', () => {
      expect(Object.keys(entry).sort()).toEqual(['IntrowApiError', 'captureClick', 'createConversions', 'readClickId'])
    })
    describeLanding(entry)
    describeCookie(entry)
    describeShapes(entry)
    describeConversions(entry)
  })
}
