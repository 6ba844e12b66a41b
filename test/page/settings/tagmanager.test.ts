// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { createTagManager, readTemplate } from '../../support/tagmanager'
import { readStub } from '../../support/stub'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { affiliate, arrive, loadScript } from '../../support/unit/page'
import { cookieOn } from '../../support/unit/browser'
import { elapse, now, settle } from '../../support/unit/time'

const template = readTemplate()
const LOAD = { tagType: 'load', publishableKey: 'pk_aff_org_demo', edition: 'core', consent: 'granted' }
const CONVERSION = { tagType: 'conversion', email: EMAIL, properties: [{ name: 'plan', value: 'pro' }] }

const shop = useShop()

/** A landing whose container is there, and no script of ours yet. */
async function open(url?: string) {
  await arrive(url ?? (await shop.landing()))
  return createTagManager(template, window)
}

/** Evaluates the script whose tag Tag Manager has put into the page: with its address, and no attribute. */
async function come({ scripts }: ReturnType<typeof createTagManager>) {
  const script = document.createElement('script')
  Object.defineProperty(script, 'src', { value: scripts[0]?.url })
  await loadScript(script)
  await settle()
}

const sent = () => shop.calls.map(({ body: { email, properties } }) => ({ email, properties }))

describe("the Tag Manager template's tag", () => {
  test('starts the script with the settings in its address', async () => {
    const manager = await open()
    manager.run({ ...LOAD, settings: [{ name: 'api-host', value: 'https://api.proxy.test/v' }] })
    await come(manager)
    await now(affiliate().track({ email: EMAIL }))
    expect(shop.calls.map(({ url, headers }) => [url, headers.get('x-introw-publishable-key')])).toEqual([
      ['https://api.proxy.test/v/api/v1/affiliate/conversions', 'pk_aff_org_demo'],
    ])
    expect(cookieOn(SHOP)).toBe(shop.calls[0]?.body.clickId)
  })

  test('keeps what is called before the script has come: by the conversion tag, before or after it, and by the page', async () => {
    const manager = await open()
    manager.run(CONVERSION)
    manager.run(LOAD)
    manager.run({ ...CONVERSION, email: 'second@acme.example' })
    void affiliate().track({ email: 'third@acme.example', properties: { seats: 12 } })
    const ready: string[] = []
    affiliate().ready(({ version }) => ready.push(version))
    expect([affiliate().getClickId(), shop.calls]).toEqual([null, []])
    await come(manager)
    expect(ready).toEqual([affiliate().version])
    await elapse(1_000)
    // Of a click the first goes; the others wait for its answer.
    expect(sent()[0]).toEqual({ email: EMAIL, properties: { plan: 'pro' } })
    expect(shop.sandbox.store.conversions.map(({ email }) => email)).toEqual([EMAIL])
    expect(sent().map(({ email }) => email)).toEqual([EMAIL, 'second@acme.example', 'third@acme.example'])
  })

  test('gives later conversions to the script', async () => {
    const manager = await open()
    manager.run(LOAD)
    await come(manager)
    manager.run(CONVERSION)
    await settle()
    expect(sent()).toEqual([{ email: EMAIL, properties: { plan: 'pro' } }])
  })

  test('leaves the stub that the page has, whose calls have promises', async () => {
    const manager = await open()
    ;(0, eval)(readStub().replace(/<\/?script>/g, ''))
    const stub = affiliate()
    manager.run(LOAD)
    manager.run(CONVERSION)
    expect(affiliate()).toBe(stub)
    const result = stub.track({ email: 'page@acme.example' })
    await come(manager)
    expect(await now(result)).toMatchObject({ status: 'duplicate' })
    expect(sent()[0]).toMatchObject({ email: EMAIL })
  })

  test('leaves other members of window.introw', async () => {
    const manager = await open()
    Object.assign(window, { introw: { other: 1 } })
    manager.run(LOAD)
    await come(manager)
    expect(Reflect.get(window, 'introw')).toMatchObject({ other: 1, affiliate: { version: affiliate().version } })
  })
})

describe('Consent Mode, told through Tag Manager,', () => {
  /** `told` is what is told before the script has come, `then` what after it. */
  async function hear(told: readonly Told[], then: readonly Told[] = []) {
    const manager = await open()
    manager.run({ ...LOAD, consent: 'told' })
    for (const [type, granted] of told) manager.tell(type, granted)
    await come(manager)
    for (const [type, granted] of then) manager.tell(type, granted)
    const result = affiliate().track({ email: EMAIL })
    await elapse(3_000)
    return { click: cookieOn(SHOP) !== undefined, requests: shop.calls.length, ...(await now(result)) }
  }

  test.each<[string, Told[], Told[]]>([
    ['nothing is told, as of types without a state or granted before', [], []],
    ['one type alone is granted', [['ad_storage', true]], []],
    ['the other alone is', [], [['ad_user_data', true]]],
  ])('is undecided where %s', async (_, told, then) => {
    expect(await hear(told, then)).toMatchObject({ click: false, requests: 0, status: 'queued', reason: 'undecided' })
  })

  test.each<[string, Told[], Told[]]>([
    ['before the script has come', [YES_STORAGE, YES_DATA], []],
    ['after it', [], [YES_DATA, YES_STORAGE]],
    ['on both sides of it', [YES_STORAGE], [YES_DATA]],
    ['after a no', [NO_STORAGE, YES_DATA], [YES_STORAGE]],
  ])('is a yes once both are granted %s', async (_, told, then) => {
    expect(await hear(told, then)).toMatchObject({ click: true, status: 'recorded' })
  })

  test.each<[string, Told[], Told[]]>([
    ['of a type that was not told of before', [], [NO_DATA]],
    ['after a yes', [YES_STORAGE, YES_DATA], [NO_STORAGE]],
    ['after a yes that came later', [], [YES_STORAGE, YES_DATA, NO_DATA]],
  ])('is a no with a denial %s', async (_, told, then) => {
    expect(await hear(told, then)).toMatchObject({ click: false, status: 'ignored', reason: 'no-consent' })
  })
})

type Told = readonly [type: string, granted: boolean]
const YES_STORAGE: Told = ['ad_storage', true]
const YES_DATA: Told = ['ad_user_data', true]
const NO_STORAGE: Told = ['ad_storage', false]
const NO_DATA: Told = ['ad_user_data', false]
