// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { Integration, Port, ResultListener } from '../../../src/index'
import { KEY } from '../../support/unit/backend'
import { affiliate, loadTag, visit } from '../../support/unit/page'
import { EMAIL } from '../../support/unit/shop'
import { elapse, now, settle } from '../../support/unit/time'
import { useVendors } from './vendors/vendor'
import { post, submitted } from './hubspot/messages'

const { sandbox, calls, land, landing, landFull, conversions } = useVendors()

/** An integration of the merchant's, and what it was given. */
function createOwn(): { readonly own: Integration; readonly ports: Port[] } {
  const ports: Port[] = []
  return { own: (port) => void ports.push(port), ports }
}
const withOptions = (integrations: unknown) => ({ options: { publishableKey: KEY, integrations } as never })

describe('an integration of the merchant’s', () => {
  test('is called once, and reports what counts', async () => {
    const { own, ports } = createOwn()
    await land(withOptions([own, own]))
    expect(ports).toHaveLength(1)
    ports[0]?.report({ source: 'mine', id: '1', email: EMAIL, properties: { mineId: 1 } })
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { mineId: 1 } }])
  })

  test('may tell the e-mail later, and a promise that fails reaches no page', async () => {
    const rejections: unknown[] = []
    const onRejection = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', onRejection)
    const { own, ports } = createOwn()
    await land({ options: { publishableKey: KEY, consent: 'required', integrations: [own] } })
    ports[0]?.report({ source: 'mine', id: '1', email: Promise.reject(new Error('no')) })
    await elapse(5_000)
    process.off('unhandledRejection', onRejection)
    expect(rejections).toEqual([])
  })

  test.each([[null], [undefined], ['text'], [5]])('reports whatever for an e-mail: %j', async (email) => {
    const { own, ports } = createOwn()
    await land(withOptions([own]))
    ports[0]?.report({ source: 'mine', id: '1', email: email as never })
    await elapse(10_000)
    expect(calls).toHaveLength(1)
  })

  test('may throw, and the next one has its turn', async () => {
    const { own, ports } = createOwn()
    const affiliate = await land(
      withOptions([
        () => {
          throw new Error('mine')
        },
        own,
      ]),
    )
    expect(ports).toHaveLength(1)
    expect(affiliate.getClickId()).not.toBeNull()
  })

  test.each([['text'], [5], [null], [{}], [[1, null, 'x']]])(
    'is none in %j, and nothing breaks',
    async (integrations) => {
      const affiliate = await land(withOptions(integrations))
      expect(affiliate.getClickId()).not.toBeNull()
    },
  )

  test('that claims to count leaves HubSpot’s forms to who names them', async () => {
    const { own, ports } = createOwn()
    await land(withOptions([own]))
    ports[0]?.claim()
    post({ data: submitted() })
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test('that claims nothing leaves them as they are', async () => {
    await land(withOptions([createOwn().own]))
    post({ data: submitted() })
    await elapse(10_000)
    expect(calls).toHaveLength(1)
  })
})

describe('what became of conversions', () => {
  async function listen() {
    const { own, ports } = createOwn()
    const affiliate = await land(withOptions([own]))
    const heard: Parameters<ResultListener>[] = []
    ports[0]?.onResult(() => {
      throw new Error('mine')
    })
    ports[0]?.onResult((...args) => void heard.push(args))
    return { affiliate, heard, port: ports[0] as Port }
  }

  test('is told with who has reported it', async () => {
    const { affiliate, heard, port } = await listen()
    port.report({ source: 'mine', id: '1' })
    await elapse(10_000)
    await now(affiliate.track({ email: EMAIL }))
    await settle()
    expect(heard).toMatchObject([
      [{ status: 'recorded' }, { source: 'mine' }],
      [{ status: 'duplicate' }, { source: 'track' }],
    ])
  })

  test('is told once, when the answer is definite', async () => {
    const { affiliate, heard } = await listen()
    sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 503 })
    void affiliate.track({ email: EMAIL })
    await elapse(60_000)
    expect(heard).toMatchObject([[{ status: 'recorded' }, { source: 'track' }]])
  })
})

describe('the data layer', () => {
  const layer = () => (window as { dataLayer?: unknown[] }).dataLayer

  test('gets recorded conversions, without an e-mail, and no other', async () => {
    Object.assign(window, { dataLayer: [{ event: 'before' }] })
    const affiliate = await landFull({ 'data-layer': 'on', 'data-data-layer': 'on' })
    Object.assign(window, { dataLayer: [{ event: 'before' }] })
    await now(affiliate.track({ email: EMAIL }))
    await now(affiliate.track({ email: 'again@acme.example' }))
    await settle()
    expect(layer()).toEqual([
      { event: 'before' },
      { event: 'introw_conversion', source: 'track', conversionId: expect.stringMatching(/^conv_/) },
    ])
  })

  test('is made where there is none, and is none of ours unless it is asked for', async () => {
    const affiliate = await landFull({ 'data-data-layer': 'on' })
    await now(affiliate.track({ email: EMAIL }))
    await settle()
    expect(layer()).toHaveLength(1)
    const other = await landFull({ 'data-data-layer': 'maybe' })
    await now(other.track({ email: EMAIL }))
    await settle()
    expect(layer()).toBeUndefined()
  })
})

test('what is forgotten with a no may throw, and reaches nobody', async () => {
  const { own, ports } = createOwn()
  const affiliate = await land(withOptions([own]))
  const heard: string[] = []
  ports[0]?.onDenial(() => {
    throw new Error('mine')
  })
  ports[0]?.onDenial(() => void heard.push('no'))
  ports[0]?.report(undefined as never)
  expect(() => affiliate.consent(false)).not.toThrow()
  expect(heard).toEqual(['no'])
})

describe('one instance a page', () => {
  test('keeps the integrations of a full edition that comes first, and has each once', async () => {
    const first = await landFull({ 'data-data-layer': 'on' })
    await loadTag()
    await loadTag({ 'data-publishable-key': KEY, 'data-data-layer': 'on' }, 'full')
    expect(affiliate()).toBe(first)
    await now(first.track({ email: EMAIL }))
    await settle()
    expect((window as { dataLayer?: unknown[] }).dataLayer).toHaveLength(1)
  })

  test('has a no reach what the second script keeps', async () => {
    document.body.innerHTML =
      '<form action="/a" data-introw-conversion="/thanks"><input type="email" value="a@b.example"></form>'
    const first = await visit(await landing())
    await loadTag({ 'data-publishable-key': KEY, 'data-marked-forms': 'on' }, 'full')
    document.forms[0]?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
    await elapse(0)
    expect(localStorage.getItem('_introw_aff_forms')).toContain('a@b.example')
    first.consent(false)
    expect(localStorage.getItem('_introw_aff_forms')).toBeNull()
  })

  test('takes the integrations of a full edition that comes second', async () => {
    const first = await visit(await landing())
    await loadTag({ 'data-publishable-key': KEY, 'data-data-layer': 'on' }, 'full')
    const second = (window as { introw?: { affiliate?: unknown } }).introw?.affiliate
    expect(second).toBe(first)
    await now(first.track({ email: EMAIL }))
    await settle()
    expect((window as { dataLayer?: unknown[] }).dataLayer).toHaveLength(1)
  })
})
