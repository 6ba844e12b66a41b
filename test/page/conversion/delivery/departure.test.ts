// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { hide, leave, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { calls, land, sandbox, postFault } = useDelivery()

/** A `fetch` that the test ends itself. */
function holdFetch() {
  const held: { resolve: (response: Response) => void; reject: (cause: Error) => void }[] = []
  vi.stubGlobal('fetch', () => new Promise((resolve, reject) => held.push({ resolve, reject })))
  return held
}

const broken = (status: number) =>
  new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('Failed to fetch')) }), { status })

const restore = () => window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))

describe('a page that goes changes nothing:', () => {
  test.each([
    [
      'a request that it breaks off after `pagehide`',
      (held: ReturnType<typeof holdFetch>) => {
        hide()
        held[0]?.reject(new TypeError('Failed to fetch'))
      },
    ],
    [
      'an answer that it breaks off after `pagehide`',
      (held: ReturnType<typeof holdFetch>) => {
        hide()
        held[0]?.resolve(broken(200))
      },
    ],
    [
      'an answer that it breaks off before',
      (held: ReturnType<typeof holdFetch>) => {
        held[0]?.resolve(broken(200))
        hide()
      },
    ],
  ])('%s leaves the lease as it is', async (_, end) => {
    const page = await land()
    const held = holdFetch()
    void page.track({ email: EMAIL })
    const [before] = stored()
    end(held)
    await elapse(10_000)
    expect(held).toHaveLength(1)
    expect(stored()).toEqual([before])
  })

  test('what it has broken off is sent again by the next page when the lease is over, once', async () => {
    const page = await land()
    const held = holdFetch()
    void page.track({ email: EMAIL })
    hide()
    held[0]?.reject(new TypeError('Failed to fetch'))
    await settle()
    leave()
    await visit(SHOP)
    await elapse(19_000)
    expect(calls).toEqual([])
    await elapse(60_000)
    expect(calls).toHaveLength(1)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('nor does one that comes back from the back/forward cache', async () => {
    const page = await land()
    const held = holdFetch()
    void page.track({ email: EMAIL })
    hide()
    restore()
    held[0]?.reject(new TypeError('Load failed'))
    await elapse(15_000)
    expect(held).toHaveLength(1)
    await elapse(10_000)
    expect(held).toHaveLength(2)
  })

  test('what it sends while it goes, too', async () => {
    const page = await land()
    const held = holdFetch()
    window.addEventListener('pagehide', () => void page.track({ email: EMAIL }), { once: true })
    hide()
    held[0]?.reject(new TypeError('Failed to fetch'))
    restore()
    await elapse(15_000)
    expect(held).toHaveLength(1)
  })
})

describe('201 is an answer', () => {
  test.each([
    ['that breaks off', () => broken(201)],
    ['without a body', () => new Response(null, { status: 201 })],
    ['with HTML', () => new Response('<p>', { status: 201 })],
    ['with ids of another type', () => Response.json({ status: 'recorded', conversionId: 1 }, { status: 201 })],
    ['with a list', () => Response.json(['recorded'], { status: 201 })],
  ])('%s', async (_, answer) => {
    const page = await land()
    vi.stubGlobal('fetch', () => Promise.resolve(answer()))
    expect(await now(page.track({ email: EMAIL }))).toEqual({
      status: 'recorded',
      conversionId: null,
      formSubmissionId: null,
    })
    expect(stored()).toEqual([])
  })
})

test('an answer of 200 whose end does not come, on a page that stays, is asked for again after a pause', async () => {
  postFault({ kind: 'garbage' })
  void (await land()).track({ email: EMAIL })
  await elapse(400)
  expect(calls).toHaveLength(1)
  await elapse(2_200)
  expect(calls).toHaveLength(2)
})
