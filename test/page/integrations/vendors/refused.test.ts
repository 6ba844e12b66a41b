// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameOf, opener, page } from '../hubspot/messages'
import { PAGE_RUNS } from '../../../support/unit/runs'
import { elapse } from '../../../support/unit/time'
import { VENDORS } from './told'
import { post, putFrame, tell, useVendors } from './vendor'

const { calls, landFull } = useVendors()

describe.each(Object.entries(VENDORS))('%s counts nothing', (_, { setting, success, noSuccess, lookalikes }) => {
  const land = () => landFull({ [`data-${setting}`]: 'on' })
  const expectNothing = async () => {
    await elapse(10_000)
    expect(calls).toEqual([])
    expect(localStorage.getItem('_introw_aff')).not.toContain('heldFor')
  }

  test.each(Object.entries(noSuccess))('of %s', async (_name, data) => {
    await land()
    tell({ ...success, data })
    await expectNothing()
  })

  test.each(lookalikes)('from %s', async (origin) => {
    await land()
    tell({ ...success, origin })
    tell({ ...success, src: `${origin}/acme/demo/embed?embed=demo` })
    tell({ ...success, origin, src: `${origin}/acme/demo/nothing` })
    await expectNothing()
  })

  test('from a frame that another address was given to, and has moved there', async () => {
    await land()
    tell({ ...success, src: 'https://ads.test/frame' })
    tell({ ...success, src: '' })
    await expectNothing()
  })

  test.each([
    ['the page itself', page],
    ['the opener', opener],
    ['a pop-up', () => frameOf(null)],
    ['nobody', () => null],
  ])('from %s', async (_name, source) => {
    await land()
    putFrame(success.src)
    post({ data: success.data, origin: success.origin, source: source() })
    post({ data: success.data, origin: location.origin, source: source() })
    await expectNothing()
  })

  test('from a sandboxed frame, whose origin is null', async () => {
    await land()
    tell({ ...success, origin: 'null' })
    await expectNothing()
  })

  test('unless it is named', async () => {
    await landFull({})
    tell(success)
    await expectNothing()
  })

  test('of whatever else is posted from its own frame, and throws for nothing', async () => {
    await land()
    const source = putFrame(success.src)
    const keys = ['event', 'type', 'fullType', 'action', 'args', 'data', 'payload', 'eventId', 'formId', 'responseId']
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
          fc.dictionary(fc.constantFrom(...keys), fc.anything()),
          fc.string(),
        ),
        (data) => post({ data, origin: success.origin, source }),
      ),
      { numRuns: PAGE_RUNS },
    )
    await expectNothing()
  })
})
