import { createHistory, type History } from './history'
import type { Click, Conversion, LoggedPreflight, LoggedRequest, Submission } from './model'
import { estimateBytes, estimateRecordBytes } from './size'

/** What grows with every request from outside. */
export interface Histories {
  readonly clicks: History<Click>
  readonly conversions: History<Conversion>
  readonly submissions: History<Submission>
  readonly requests: History<LoggedRequest>
  readonly preflights: History<LoggedPreflight>
}

/** How many items each list has dropped. */
export type Dropped = { readonly [Name in keyof Histories]: number }

const BYTES = 16_777_216
// A click that is forgotten is ignored, so a test that runs for long needs all of its own.
const MANY = { items: 10_000, bytes: BYTES }
const SOME = { items: 1_000, bytes: BYTES }

/** @param forgetClick - Hears the id of a click that is dropped. */
export function createHistories(forgetClick: (clickId: string) => void): Histories {
  return {
    clicks: createHistory(
      MANY,
      ({ clickId, code, campaignId }) => estimateBytes(clickId, code, campaignId),
      forgetClick,
    ),
    conversions: createHistory(MANY, ({ email, properties }) => estimateBytes(email) + estimateRecordBytes(properties)),
    submissions: createHistory(
      MANY,
      ({ fields, unmapped }) => estimateBytes() + estimateRecordBytes(fields) + estimateRecordBytes(unmapped),
    ),
    requests: createHistory(
      SOME,
      ({ body, clickId, key, origin, headers }) =>
        estimateBytes(body, clickId, key, origin) + estimateRecordBytes(headers),
    ),
    preflights: createHistory(SOME, ({ origin }) => estimateBytes(origin)),
  }
}

export function countDropped({ clicks, conversions, submissions, requests, preflights }: Histories): Dropped {
  return {
    clicks: clicks.dropped(),
    conversions: conversions.dropped(),
    submissions: submissions.dropped(),
    requests: requests.dropped(),
    preflights: preflights.dropped(),
  }
}
