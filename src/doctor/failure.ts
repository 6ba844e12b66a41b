/** What Node calls a failure, and what it means. */
const CAUSES: readonly (readonly [code: RegExp, meaning: string])[] = [
  [/^ENOTFOUND$/, 'there is no such host'],
  [/^EAI_AGAIN$/, 'no name can be looked up: is there a network?'],
  [/^ECONNREFUSED$/, 'nobody listens there'],
  [/^(ECONNRESET|EPIPE)$/, 'the connection was dropped'],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, 'there is no way to it'],
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'its certificate is for other names'],
  [/SELF_SIGNED/, 'its certificate is signed by nobody'],
  [/^(UNABLE_TO_|CERT_|ERR_TLS_)/, 'its certificate cannot be verified; an intermediate one may be missing'],
  [/^(EPROTO|ERR_SSL_)/, 'it speaks no https there'],
  [/^HPE_/, 'its answer is no HTTP'],
  [/^Z_|^ERR__ERROR|^Z_BUF/, 'its answer is not compressed as it says'],
]

/** Says in words why a request had no answer. */
export const explainFailure = (error: unknown, isLate: boolean, timeoutMs: number): string => {
  if (isLate) return `no answer within ${timeoutMs / 1000} seconds`
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: unknown }
  const meaning = CAUSES.find(([pattern]) => pattern.test(String(code)))?.[1]
  return meaning ?? String(message ?? error).split('\n', 1)[0] ?? ''
}
