import type { ConversionAnswer } from '../types'

/** A metadata value that the API takes. */
export type Scalar = string | number | boolean | null

/** A partner programme of the merchant's: where its links lead, who may report conversions, how they are stored. */
export interface Campaign {
  readonly id: string
  readonly name: string
  /** Where partner links of this campaign lead. Its query and hash are kept. */
  readonly destination: string
  /** The key that pages send. */
  readonly publishableKey: string
  /** Origins whose pages may report conversions; empty means any. */
  readonly allowedOrigins: readonly string[]
  /** How long after the click a conversion counts, in days, 1 to 365. */
  readonly windowDays: number
  /** Property name of a conversion -> form field of the submission. The rest is kept beside it. */
  readonly fieldMapping: Readonly<Record<string, string>>
}

/** What of a campaign can be changed while the sandbox runs. */
export type CampaignPatch = Partial<Omit<Campaign, 'id'>>

/** A partner's link, `/r/{code}`. */
export interface Link {
  readonly code: string
  readonly campaignId: string
  readonly partner: string
  readonly revoked: boolean
}

/** A secret key of the merchant's server. */
export interface ApiKey {
  readonly key: string
  readonly scopes: readonly string[]
}

/** One follow of a partner's link. */
export interface Click {
  /** The signed token: `irw_id` in the landing URL, the cookie's value, `clickId` in the conversion. */
  readonly clickId: string
  readonly code: string
  readonly campaignId: string
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly at: number
}

/** A conversion that was credited to a partner. There is at most one a click. */
export interface Conversion {
  readonly id: string
  readonly clickId: string
  readonly campaignId: string
  readonly formSubmissionId: string
  readonly at: number
  readonly via: Via
  readonly email: string | null
  readonly properties: Readonly<Record<string, Scalar>>
}

/** What a conversion became in the campaign's form. */
export interface Submission {
  readonly id: string
  readonly conversionId: string
  readonly campaignId: string
  readonly at: number
  /** Form fields, by the campaign's field mapping; `email` where one was sent. */
  readonly fields: Readonly<Record<string, Scalar>>
  /** Properties that no mapping names. */
  readonly unmapped: Readonly<Record<string, Scalar>>
}

/** Which of the contract's two authentication paths a request took. */
export type Via = 'browser' | 'server'

/** What the API decided; `refused` is any error of the contract's, `fault` an answer that was made to order. */
export type Outcome = ConversionAnswer['status'] | 'refused' | 'fault'

/** One POST of a conversion, however it ended. */
export interface LoggedRequest {
  readonly id: string
  readonly at: number
  /** The answer's status; null where the connection was dropped or never answered. */
  readonly status: number | null
  readonly outcome: Outcome
  /** Why: the error's code, why a click was ignored, or the fault's kind. Null if recorded. */
  readonly reason: string | null
  /** The fault that this request met, if any. With `delay` and `lost-answer` the outcome is the API's own. */
  readonly fault: string | null
  readonly via: Via
  readonly clickId: string | null
  readonly origin: string | null
  /** The publishable key, from the header or the body. */
  readonly key: string | null
  /** The body as it came, at most the first 64 KiB of it. */
  readonly body: string
  readonly bodyState: 'whole' | 'cut'
  /** All request headers, names in lower case; a secret key is cut short, and so is a long value. */
  readonly headers: Readonly<Record<string, string>>
}

/** One CORS preflight of the conversions' endpoint. */
export interface LoggedPreflight {
  readonly id: string
  readonly at: number
  readonly origin: string | null
  readonly fault: string | null
}
