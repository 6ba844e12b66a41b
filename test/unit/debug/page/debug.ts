import { afterEach, beforeEach, vi } from 'vitest'
import type { DiagnosisMessage } from '../../../../src/types'
import { API, KEY } from '../../../support/unit/backend'
import { affiliate } from '../../../support/unit/page'
import * as page from '../../../support/unit/page'
import { EMAIL, useShop } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'

export const FORM = '11111111-aaaa-4aaa-8aaa-000000000001'
export const NEWSLETTER = '11111111-aaaa-4aaa-8aaa-000000000002'
export const TAG = { 'data-publishable-key': KEY }

export const { backend, sandbox, landing } = useShop()

/** What the console was told, by level and line. */
export const lines: string[] = []

/** Every code that a test of the development build has seen. */
export const told = new Set<string>()

beforeEach(() => {
  lines.length = 0
  for (const level of ['info', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(`${level} ${line}`))
})
afterEach(() => void codes())

/** What the build does, for the modules of the next page. */
export const swap = () => vi.doMock('../../../../src/diagnose', () => import('../../../../src/debug/diagnose'))
export const visit: typeof page.visit = (...args) => (swap(), page.visit(...args))
export const arrive: typeof page.arrive = (...args) => (swap(), page.arrive(...args))
export const messages = (): readonly DiagnosisMessage[] => window.introw?.affiliate?.debug?.().messages ?? []
export const codes = () => messages().map(({ code }) => (told.add(code), code))
export const find = (code: string) => messages().find((message) => message.code === code)
export const track = (conversion?: object) => affiliate().track(conversion)

/** What the browser tells of a request that the page's policy has blocked. */
export const violate = (more: object = {}) =>
  document.dispatchEvent(
    Object.assign(new Event('securitypolicyviolation'), {
      blockedURI: `${API}/api/v1/affiliate/conversions`,
      disposition: 'enforce',
      effectiveDirective: 'connect-src',
      originalPolicy: '',
      ...more,
    }),
  )

/** A page with a click, once it has come to rest. */
export async function land(tag: Record<string, string> = TAG): Promise<void> {
  await visit(await landing(), { tag })
  await elapse(3_000)
}

export function submitForm(form: string, email = EMAIL, origin = location.origin): void {
  const data = { type: 'hsFormCallback', eventName: 'onFormSubmitted', id: form, data: { submissionValues: { email } } }
  window.dispatchEvent(new MessageEvent('message', { data, origin, source: window as unknown as MessageEventSource }))
}
