import { describe, expect, it } from 'vitest'
import { describeConversions } from './conversions'
import { describeCookie } from './cookie'
import type { ServerEntry } from './entry'
import { describeHandover } from './handover'
import { describeLanding } from './landing'
import { describeShapes } from './shapes'

/** What holds of the server entry wherever it comes from. */
export function describeServer(where: string, entry: ServerEntry): void {
  describe(where, () => {
    it('has these five names and no other', () => {
      expect(Object.keys(entry).sort()).toEqual([
        'IntrowApiError',
        'captureClick',
        'createConversions',
        'decorate',
        'readClickId',
      ])
    })
    describeLanding(entry)
    describeCookie(entry)
    describeHandover(entry)
    describeShapes(entry)
    describeConversions(entry)
  })
}
