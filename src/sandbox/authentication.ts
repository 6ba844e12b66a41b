import { publishableKeyOf, viaOf, type ConversionRequest } from './request'
import type { Store } from './store'

/** What a request proved to be allowed to do. */
export type Credential = { readonly via: 'server' } | { readonly via: 'browser'; readonly publishableKey: string }

export type Authentication =
  | { readonly state: 'authenticated'; readonly credential: Credential }
  | { readonly state: 'refused'; readonly code: string; readonly message: string }

/** Checks the key of a request: a secret one if there is any, or else a publishable one. */
export function authenticate(request: ConversionRequest, store: Store): Authentication {
  return viaOf(request.headers) === 'server' ? authenticateServer(request, store) : authenticateBrowser(request, store)
}

function authenticateServer({ headers }: ConversionRequest, store: Store): Authentication {
  const apiKey = store.apiKeys.find(({ key }) => key === headers.get('x-api-key'))
  if (!apiKey) return refuse('invalid_api_key', 'The secret key in x-api-key is not valid.')
  if (apiKey.scopes.includes('affiliate:write')) return { state: 'authenticated', credential: { via: 'server' } }
  return refuse('missing_scope', 'The secret key lacks the scope affiliate:write.')
}

function authenticateBrowser(request: ConversionRequest, store: Store): Authentication {
  const key = publishableKeyOf(request)
  if (key === null) return refuse('missing_publishable_key', 'Send x-introw-publishable-key or x-api-key.')
  if (!store.campaigns.some(({ publishableKey }) => publishableKey === key)) {
    return refuse('invalid_publishable_key', 'The publishable key belongs to no campaign.')
  }
  return { state: 'authenticated', credential: { via: 'browser', publishableKey: key } }
}

function refuse(code: string, message: string): Authentication {
  return { state: 'refused', code, message }
}
