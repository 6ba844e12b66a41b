import { type Answer, type Outcome, toOutcome } from '../conversion/api'
import { withTimeout } from './time'

/** Of `fetch` what is needed, so that node-fetch's, undici's and a wrapper of yours are one as well as the global one. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>

/** What `fetch` is given. */
export interface FetchInit {
  method: string
  headers: Record<string, string>
  body: string
  redirect: 'manual'
  signal: AbortSignal
}

/** What of its answer is looked at. */
export interface FetchAnswer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}

/**
 * Makes one try, within its time even if `fetch` takes no notice of its signal.
 *
 * Redirects are not followed: `fetch` would hand the secret key to the other host. The body is read to its end, so that an
 * answer which is cut off is a lost one, and not one without sense; and it is read itself, and once: of a copy and what it
 * was made of, node-fetch ends both with an error, and the one that nobody reads ends the process.
 *
 * @param timeoutMs - For the whole answer.
 * @param signal - The caller's own.
 * @returns What came of it; where the time was up, no answer, and a TimeoutError as its cause.
 * @throws The signal's reason once it aborts.
 * @see https://github.com/node-fetch/node-fetch#bodytext
 */
export const post = (
  fetch: Fetch = globalThis.fetch,
  url: string,
  init: Pick<FetchInit, 'headers' | 'body'>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Outcome> =>
  withTimeout<Outcome>(
    timeoutMs,
    signal,
    (own) =>
      toOutcome(async () => {
        const answer = await fetch(url, { ...init, method: 'POST', redirect: 'manual', signal: own })
        return read(answer, await answer.text())
      }),
    () => ({ _status: undefined, _json: {}, _cause: new TimeoutError('timeout') }),
  )

const read = ({ status, headers }: FetchAnswer, text: string): Answer => ({
  status,
  headers,
  json: () => new Promise((resolve) => resolve(JSON.parse(text))),
})

/** The cause of an outcome whose time was up. */
export class TimeoutError extends Error {}
