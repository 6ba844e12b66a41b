// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameOf, opener, page } from '../hubspot/messages'
import { PAGE_RUNS } from '../../../support/unit/runs'
import { elapse } from '../../../support/unit/time'
import { toFields } from '../../../../src/platform/fields'
import { VENDORS } from './told'
import { post, putFrame, tell, useVendors } from './vendor'

const { calls, conversions, landFull } = useVendors()

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

  test.each(listTexts(success.data))('of %s where it is told in a list', async (path, text) => {
    await land()
    tell({ ...success, data: wrapText(success.data, path) })
    await elapse(10_000)
    expect(JSON.stringify(conversions())).not.toContain(JSON.stringify(text))
    if (/^(type|event|action|fullType)$/.test(path)) expect(calls).toEqual([])
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

/** Every text in what is told, with its path. */
function listTexts(told: unknown, path = ''): [path: string, text: string][] {
  if (typeof told === 'string') return [[path, told]]
  if (typeof told !== 'object' || told === null) return []
  return Object.entries(told).flatMap(([name, member]) => listTexts(member, path ? `${path}.${name}` : name))
}

/** The same, with a list of itself in a text's place: `String` would make it that text. */
function wrapText(told: unknown, path: string): unknown {
  const copy: unknown = structuredClone(told)
  const names = path.split('.')
  const last = names.pop() ?? ''
  const owner = names.reduce((member, name) => toFields(member)[name], copy) as Record<string, unknown>
  owner[last] = [owner[last]]
  return copy
}
