import { expect } from 'vitest'
import type { ConversionAnswer } from '../../../src/types'
import type { Sandbox } from '../../../src/sandbox'
import { path, responses, violations } from '../../support/contract'

export const API = 'https://api.introw.io'
export const PAGE_HEADERS = { 'content-type': 'application/json', 'x-introw-publishable-key': 'pk_aff_org_demo' }
export const SERVER_HEADERS = { 'content-type': 'application/json', 'x-api-key': 'sk_introw_demo' }

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: ConversionAnswer & { readonly error?: { code: string; message: string; details?: unknown } }
}

/** A POST of a conversion; anything but a string is sent as JSON. */
export function request(body: unknown, headers: HeadersInit = PAGE_HEADERS): Request {
  return new Request(API + path, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Posts a conversion, and checks the answer against the contract: its status, its schema, its CORS headers. */
export async function post(sandbox: Sandbox, body: unknown, headers: HeadersInit = PAGE_HEADERS): Promise<Answer> {
  const response = await sandbox.fetch(request(body, headers))
  const json = await response.json()
  const schema = Object.entries(responses).find(([status]) => Number(status) === response.status)?.[1]
  expect(schema, `the contract has no status ${response.status}`).toBeDefined()
  if (schema) expect(violations(schema, json)).toEqual([])
  expectCors(response)
  return { status: response.status, headers: response.headers, body: json }
}

/** Checks that a page of any origin may read an answer. */
export function expectCors({ headers }: Response): void {
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
}

/** Follows a partner's link, and returns the click id that it lands with. */
export async function follow(sandbox: Sandbox, code = 'demo'): Promise<string> {
  const response = await sandbox.fetch(new Request(`${API}/r/${code}`))
  const clickId = new URL(response.headers.get('location') ?? '').searchParams.get('irw_id')
  if (clickId === null) throw new Error('The link led nowhere.')
  return clickId
}
