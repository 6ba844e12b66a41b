import type { ConversionAnswer } from '../types'
import { answer, refuse } from './answer'
import { checkBody } from './body'
import { type Clock, DAY_MS } from './clock'
import type { Click, Outcome, Way } from './model'
import { isRecord } from './patch'
import { recordConversion } from './record'
import type { Store } from './store'
import type { Tokens } from './token'

/** What the judge needs. */
export interface Court {
  readonly store: Store
  readonly tokens: Tokens
  readonly clock: Clock
}

/** A conversion as it was posted. */
export interface Posted {
  readonly headers: Headers
  /** The body as it came. */
  readonly text: string
}

export interface Verdict {
  readonly response: Response
  readonly outcome: Outcome
  readonly reason: string | null
}

type Credential = { readonly way: 'server' } | { readonly way: 'browser'; readonly key: string }

const NOTHING = { conversionId: null, formSubmissionId: null }

/** Judges a conversion as the contract says: its key, its origin, its body, its click, in this order. */
export async function judge(posted: Posted, court: Court): Promise<Verdict> {
  const credential = judgeKey(posted, court.store)
  if ('outcome' in credential) return credential
  const click = await findClick(readField(posted, 'clickId'), court)
  // Nothing waits from here on: of two conversions of one click that come at once, one is recorded.
  if (credential.way === 'browser') {
    const campaigns = campaignsOf(credential.key, click, court.store)
    if (!campaigns.some(({ allowedOrigins }) => isAllowed(posted.headers.get('origin'), allowedOrigins))) {
      return refused(403, 'origin_not_allowed', "This page's origin is not on the campaign's list of allowed origins.")
    }
  }
  const body = isJson(posted) ? parse(posted.text) : undefined
  const problems = checkBody(body)
  if (problems.length > 0) return refused(422, 'validation_failed', 'The request body failed validation.', problems)
  return typeof click === 'string' ? ignored(click) : settle(click, credential, body, court)
}

/** Which way a conversion came: a secret key, even a wrong one, makes it a server's. */
export function wayOf(headers: Headers): Way {
  return headers.has('x-api-key') ? 'server' : 'browser'
}

/** The publishable key: the header's, or else the body's. */
export function keyOf(posted: Posted): string | null {
  const key = posted.headers.get('x-introw-publishable-key') || readField(posted, 'publishableKey')
  return typeof key === 'string' && key !== '' ? key : null
}

/** A field of the body as it came, whatever the body's type says; undefined where there is none. */
export function readField(posted: Posted, field: string): unknown {
  const body = parse(posted.text)
  return isRecord(body) && Object.hasOwn(body, field) ? body[field] : undefined
}

function judgeKey(posted: Posted, store: Store): Credential | Verdict {
  if (wayOf(posted.headers) === 'server') {
    const apiKey = store.apiKeys.find(({ key }) => key === posted.headers.get('x-api-key'))
    if (!apiKey) return refused(401, 'invalid_api_key', 'The secret key in x-api-key is not valid.')
    if (apiKey.scopes.includes('affiliate:write')) return { way: 'server' }
    return refused(401, 'missing_scope', 'The secret key lacks the scope affiliate:write.')
  }
  const key = keyOf(posted)
  if (key === null) return refused(401, 'missing_publishable_key', 'Send x-introw-publishable-key or x-api-key.')
  if (store.campaigns.some(({ publishableKey }) => publishableKey === key)) return { way: 'browser', key }
  return refused(401, 'invalid_publishable_key', 'The publishable key belongs to no campaign.')
}

/** The click, or why there is none. */
async function findClick(clickId: unknown, { store, tokens }: Court): Promise<Click | string> {
  if (clickId === undefined || clickId === '') return 'no-click'
  const token = typeof clickId === 'string' ? await tokens.check(clickId) : 'malformed'
  if (token !== 'genuine' || typeof clickId !== 'string') return token
  return store.click(clickId) ?? 'unknown'
}

function campaignsOf(key: string, click: Click | string, store: Store) {
  const campaign = typeof click === 'string' ? undefined : store.campaign(click.campaignId)
  return campaign ? [campaign] : store.campaigns.filter(({ publishableKey }) => publishableKey === key)
}

function isAllowed(origin: string | null, allowed: readonly string[]): boolean {
  return allowed.length === 0 || allowed.some((entry) => new URL(entry).origin === origin)
}

function settle(click: Click, credential: Credential, body: unknown, { store, clock }: Court): Verdict {
  const campaign = store.campaign(click.campaignId)
  if (!campaign || !isRecord(body)) return ignored('unknown')
  if (credential.way === 'browser' && campaign.publishableKey !== credential.key) return ignored('other-campaign')
  if (clock.now() >= click.at + campaign.windowDays * DAY_MS) return ignored('expired')
  if (store.conversion(click.clickId)) return told(200, { status: 'duplicate', ...NOTHING }, 'already-converted')
  const facts = { click, campaign, body, way: credential.way, at: clock.now() }
  const { id, formSubmissionId } = recordConversion(facts, store)
  return told(201, { status: 'recorded', conversionId: id, formSubmissionId }, null)
}

function ignored(reason: string): Verdict {
  return told(200, { status: 'ignored', ...NOTHING }, reason)
}

function told(status: 200 | 201, body: ConversionAnswer, reason: string | null): Verdict {
  return { response: answer(status, body), outcome: body.status, reason }
}

function refused(status: number, code: string, message: string, details?: unknown): Verdict {
  return { response: refuse(status, code, message, details), outcome: 'refused', reason: code }
}

function isJson({ headers }: Posted): boolean {
  return /^\s*application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
