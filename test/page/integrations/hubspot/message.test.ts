// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { EMAIL } from '../../../support/unit/shop'
import { settle } from '../../../support/unit/time'
import { attempt, mostly, odd } from './generated'
import { useHubSpot } from './hubspot'
import { FORM, frameOf, opener, OTHER_FORM, page, post, putFrame } from './messages'
import { NUM_RUNS } from '../../../support/unit/runs'

const { land, rejections } = useHubSpot()

const good = {
  type: 'hsFormCallback',
  eventName: 'onFormSubmitted',
  id: FORM,
  data: { submissionValues: { email: EMAIL } },
}
const message = fc.record(
  {
    type: mostly('hsFormCallback'),
    eventName: mostly('onFormSubmitted', 'onFormSubmit', 'onFormReady'),
    id: mostly(FORM, OTHER_FORM.toUpperCase(), '__proto__'),
    data: mostly<unknown>(good.data, [{ name: 'email', value: EMAIL }]),
    meetingBookSucceeded: fc.constantFrom<unknown>(undefined, true, 1),
    meetingsPayload: odd,
  },
  { requiredKeys: ['eventName', 'type'] },
)
const data = fc.oneof(
  { weight: 5, arbitrary: message },
  { weight: 2, arbitrary: message.map((value) => json(value)) },
  { weight: 1, arbitrary: odd },
)
const origin = fc.constantFrom(
  'https://www.shop.test',
  'https://www.shop.test',
  'https://forms.hubspot.com',
  'https://forms.hubspot.com',
  'https://evil.test',
  'null',
  '',
  'https://hubspot.com.evil.test',
  'http://forms.hubspot.com',
)
/** One that the page has put there for HubSpot. */
let hubspot: object | undefined
const hubspotFrame = () => (hubspot ??= putFrame('https://js.hsforms.net/frame.html'))
const cyclic = () => {
  const a: { parent?: unknown } = {}
  a.parent = { parent: page() }
  return a
}
const source = fc.constantFrom<() => unknown>(
  page,
  page,
  () => frameOf(page()),
  () => hubspotFrame(),
  () => hubspotFrame(),
  () => frameOf(hubspotFrame()),
  cyclic,
  opener,
  () => null,
  () => frameOf(null),
  () => ({
    get parent() {
      throw new Error('no')
    },
  }),
)

describe('generated messages and events', () => {
  test('none throws, and none that is not a success from a believed source converts', async () => {
    const errors: unknown[] = []
    const onError = (event: ErrorEvent) => errors.push(event.error ?? event.message)
    window.addEventListener('error', onError)
    await land()
    const bodies: unknown[] = []
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      bodies.push(init.body)
      return new Promise(() => {})
    })
    let count = 0
    let successes = 0
    fc.assert(
      fc.property(data, origin, source, (value, from, makeSource) => {
        localStorage.removeItem('_introw_aff')
        const who = makeSource()
        const expected = attempt(() => isSuccess(value, from, who)) ?? false
        post({ data: value, origin: from, source: who })
        const isStored = (localStorage.getItem('_introw_aff') ?? '').includes('hubspotFormId')
        // A hold is forgotten after 3 seconds; each message is to be the first of its form.
        vi.advanceTimersByTime(4_000)
        bodies.length = 0
        successes += expected ? 1 : 0
        if (++count % 100 === 0) localStorage.clear()
        return isStored === expected && errors.length === 0
      }),
      { numRuns: NUM_RUNS },
    )
    await settle()
    window.removeEventListener('error', onError)
    expect(rejections).toEqual([])
    expect(successes).toBeGreaterThan(100)
  })
})

/** What the design says of a message, in other words than the code's. */
function isSuccess(value: unknown, from: string, who: unknown): boolean {
  const message = typeof value === 'string' ? parse(value) : value
  if (typeof message !== 'object' || message === null) return false
  const { type, eventName, id } = message as Record<string, unknown>
  const isRight =
    type === 'hsFormCallback' &&
    eventName === 'onFormSubmitted' &&
    typeof id === 'string' &&
    /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(id)
  if (!isRight) return false
  if (who === page()) return from === 'https://www.shop.test'
  const isOnPage = isInPage(who)
  if (from === 'https://www.shop.test') return isOnPage
  return from === 'https://forms.hubspot.com' && [who, (who as { parent?: unknown }).parent].includes(hubspotFrame())
}

function isInPage(who: unknown): boolean {
  for (
    let frame = who as { parent?: unknown } | null, depth = 0;
    frame && depth < 5;
    frame = frame.parent as typeof frame, depth++
  ) {
    if (frame === frame.parent) return false
    if (frame.parent === page()) return true
  }
  return false
}

function parse(text: string): unknown {
  return attempt(() => JSON.parse(text))
}

function json(value: unknown): string {
  return attempt(() => JSON.stringify(value)) ?? ''
}
