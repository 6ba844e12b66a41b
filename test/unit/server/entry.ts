import type * as Server from '../../../src/server'

/** The server entry, wherever it was loaded from: its source, its build, a realm without Node. */
export type ServerEntry = typeof Server

export const NAME = '_introw_aff'

/** What a server says for every visitor who has agreed. */
export const shop = { domain: 'shop.com', consent: true }

/** 10,000 cases take seconds, and on a busy machine more. */
export const RUNS = { numRuns: 10_000 }
export const RUNS_MS = 120_000

/** A landing as Chromium asks for it. */
export function land(query: string, headers: Record<string, string> = {}, method = 'GET'): Request {
  return new Request(`https://www.shop.com/${query}`, { method, headers: { 'sec-fetch-dest': 'document', ...headers } })
}

/** A request whose URL no parser has looked at. */
export function landRaw(url: string): Pick<Request, 'method' | 'url' | 'headers'> {
  return { method: 'GET', url, headers: new Headers() }
}

/** What a browser sends back of a `Set-Cookie` value. */
export function toCookie(setCookie: string | null): string {
  return setCookie?.split(';')[0] ?? ''
}

/**
 * The name of what is thrown: in a realm of its own the entry has a TypeError of its own.
 *
 * @param saying - What its message has to match, or else it is thrown on.
 */
export function nameOf(action: () => unknown, saying = /^/): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    if (!saying.test((error as Error).message)) throw error
    return (error as Error).name
  }
}
