import type { ConversionAnswer } from '../types'
import { answer, refuse } from './answer'
import { authenticate, type Credential } from './authentication'
import { checkBody } from './body'
import { allowsOrigin } from './campaign'
import { DAY_MS } from './clock'
import { isRecord } from './json'
import type { Click, Outcome } from './model'
import { recordConversion } from './record'
import { type ConversionRequest, isSentAsJson, readField } from './request'
import type { Services } from './services'
import type { Store } from './store'

/** What the API makes of a conversion. */
export interface Decision {
  readonly response: Response
  readonly outcome: Outcome
  /** Why; null where the conversion is recorded. */
  readonly reason: string | null
}

type ClickLookup =
  | { readonly state: 'found'; readonly click: Click }
  | { readonly state: 'missing'; readonly reason: 'no-click' | 'malformed' | 'forged' | 'unknown' }

const NOTHING_RECORDED = { conversionId: null, formSubmissionId: null }

/** Decides on a conversion as the contract says: by its key, its origin, its body, its click, in this order. */
export async function decide(request: ConversionRequest, services: Services): Promise<Decision> {
  const { store } = services
  const authentication = authenticate(request, store)
  if (authentication.state === 'refused') return reject(401, authentication.code, authentication.message)
  const { credential } = authentication
  const lookup = await findClick(readField(request, 'clickId'), services)
  // Nothing waits from here on: of two conversions of one click that come at once, one is recorded.
  if (!isOriginAllowed(request.headers.get('origin'), credential, lookup, store)) {
    return reject(403, 'origin_not_allowed', "This page's origin is not on the campaign's list of allowed origins.")
  }
  const body = isSentAsJson(request) ? request.json : undefined
  const problems = checkBody(body)
  if (problems.length > 0) return reject(422, 'validation_failed', 'The request body failed validation.', problems)
  return lookup.state === 'missing' ? ignore(lookup.reason) : credit(lookup.click, credential, body, services)
}

async function findClick(clickId: unknown, { store, tokens }: Services): Promise<ClickLookup> {
  if (clickId === undefined || clickId === '') return { state: 'missing', reason: 'no-click' }
  if (typeof clickId !== 'string') return { state: 'missing', reason: 'malformed' }
  const token = await tokens.check(clickId)
  if (token !== 'genuine') return { state: 'missing', reason: token }
  const click = store.click(clickId)
  return click ? { state: 'found', click } : { state: 'missing', reason: 'unknown' }
}

/** A server needs no origin. A page's must be on the list of the click's campaign, or else of a campaign of its key. */
function isOriginAllowed(origin: string | null, credential: Credential, lookup: ClickLookup, store: Store): boolean {
  if (credential.via === 'server') return true
  const clicked = lookup.state === 'found' ? store.campaign(lookup.click.campaignId) : undefined
  const campaigns = clicked
    ? [clicked]
    : store.campaigns.filter(({ publishableKey }) => publishableKey === credential.publishableKey)
  return campaigns.some((campaign) => allowsOrigin(campaign, origin))
}

/** Credits a click with the conversion, if its campaign, its window and what was recorded before allow it. */
function credit(click: Click, credential: Credential, body: unknown, { store, clock }: Services): Decision {
  const campaign = store.campaign(click.campaignId)
  if (!campaign || !isRecord(body)) return ignore('unknown')
  const isOtherCampaign = credential.via === 'browser' && campaign.publishableKey !== credential.publishableKey
  if (isOtherCampaign) return ignore('other-campaign')
  if (clock.now() >= click.at + campaign.windowDays * DAY_MS) return ignore('expired')
  if (store.isConverted(click.clickId)) {
    return accept(200, { status: 'duplicate', ...NOTHING_RECORDED }, 'already-converted')
  }
  const facts = { click, campaign, body, via: credential.via, at: clock.now() }
  const { id, formSubmissionId } = recordConversion(facts, store)
  return accept(201, { status: 'recorded', conversionId: id, formSubmissionId }, null)
}

function ignore(reason: string): Decision {
  return accept(200, { status: 'ignored', ...NOTHING_RECORDED }, reason)
}

function accept(status: 200 | 201, body: ConversionAnswer, reason: string | null): Decision {
  return { response: answer(status, body), outcome: body.status, reason }
}

function reject(status: number, code: string, message: string, details?: unknown): Decision {
  return { response: refuse(status, code, message, details), outcome: 'refused', reason: code }
}
