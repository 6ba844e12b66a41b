import { quietly } from './quietly'
import { resolve } from './settings'
import { listHeaderSettings } from './trackers'
import { say } from './voice'

/** How long after a failed request the browser may take to tell that its policy was the reason. */
const VIOLATION_MS = 300

const DIRECTIVES = /(?:^|[;,])\s*(connect-src|default-src)(\s[^;,]*)?(?=[;,]|$)/gi

let isBlocked = false

/** Listens for what the page's Content Security Policy blocks, which `fetch` calls a failure of the network. */
export const watchPolicy = (): void =>
  document.addEventListener('securitypolicyviolation', (event) => quietly(() => tellViolation(event)))

/** Says why a request had no answer. */
export const tellFailure = (cause: unknown): void => {
  const api = resolve('api-host').value
  if ((cause as Error | undefined)?.name === 'TimeoutError') say('timed-out', api)
  else if (isMixed(api)) say('mixed-content', api)
  else if (navigator.onLine !== false)
    setTimeout(() => quietly(() => isBlocked || tellUnreachable(api, cause)), VIOLATION_MS)
}

const tellViolation = (event: SecurityPolicyViolationEvent) => {
  const { blockedURI, disposition, effectiveDirective, originalPolicy } = event
  const api = resolve('api-host').value
  if (disposition === 'report' || !/^connect-src/.test(effectiveDirective) || !isOf(blockedURI, api)) return
  isBlocked = true
  const { name, sources } = findConnect(originalPolicy) ?? { name: 'connect-src', sources: '' }
  say('policy-blocked', api, name, sources, new URL(api).origin)
}

const tellUnreachable = (api: string, cause: unknown) =>
  say(
    'unreachable',
    api,
    String((cause as Error | undefined)?.message ?? cause),
    self.origin,
    quietly(listHeaderSettings),
  )

/** Asks whether browsers block the API, which is not https as the page is. */
export const isMixed = (api: string): boolean =>
  location.protocol === 'https:' && /^http:/i.test(api) && !isLoopback(api)

/** Some browsers tell the whole address, some its origin alone. */
const isOf = (blocked: string, api: string) => blocked.startsWith(new URL(api).origin)

const isLoopback = (api: string) => /^http:\/\/(localhost|[\w.-]+\.localhost|127\.[\d.]+|\[::1\])(:|\/|$)/i.test(api)

/** What a policy says of requests: `connect-src`, else `default-src`. */
export const findConnect = (policy: string) => {
  const found = [...policy.matchAll(DIRECTIVES)].map(([, name = '', sources = '']) => ({
    name: name.toLowerCase(),
    sources: sources.trim(),
  }))
  return found.find(({ name }) => name === 'connect-src') ?? found[0]
}
