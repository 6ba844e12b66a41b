// A merchant's page and its tests in TypeScript, type-checked by types.test.ts.
import { consent, getClickId, init, ready, track, version } from '@introw/affiliate'
import type { Affiliate, Conversion, ConversionError, ConversionResult, Options } from '@introw/affiliate'
import { init as start, type Diagnosis } from '@introw/affiliate/debug'
import { createSandbox, serveSandbox, type Sandbox, type Served } from '@introw/affiliate/sandbox'
import '@introw/affiliate/affiliate.js'

const options: Options = {
  publishableKey: 'pk_aff_org_demo',
  apiHost: 'https://proxy.shop.com/introw',
  cookieDays: 30,
  consent: 'required',
  outbox: 'session',
  hubspot: 'off',
  keepUrl: 'on',
}
const affiliate: Affiliate = init(options)
export const id: string | null =
  affiliate.getClickId() ?? getClickId() ?? window.introw?.affiliate?.getClickId() ?? null
export const diagnosis: Diagnosis | undefined = start(options).debug?.()
export const release: string = version
consent(true)
ready((object) => object.consent(false))

const conversion: Conversion = {
  email: 'ada@acme.example',
  properties: { plan: 'pro', at: new Date() },
  publishableKey: 'pk',
}

export async function signUp(): Promise<string | null> {
  const result: ConversionResult = await track(conversion)
  if (result.status === 'recorded') return result.conversionId
  if (result.status === 'queued' || result.status === 'ignored') return result.reason
  if (result.status === 'duplicate') return null
  const error: ConversionError = result.error
  return error.code
}

export const test = async (sandbox: Sandbox = createSandbox()): Promise<number> => {
  sandbox.clock.advance({ days: 91 })
  sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 503 })
  const served: Served = await serveSandbox({ port: 0, sandbox })
  return sandbox.store.conversions.length + served.port
}

// @ts-expect-error There is no such setting.
init({ cookiedays: 1 })

// @ts-expect-error There is no such result.
export const isFailed = async () => (await track()).status === 'failed'

// @ts-expect-error An e-mail is text.
void track({ email: 5 })
