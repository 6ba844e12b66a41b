// @vitest-environment node
import { setImmediate } from 'node:timers/promises'
import crossFetch from 'cross-fetch'
import nodeFetch from 'node-fetch'
import nodeFetch2, { type RequestInit as NodeFetch2Init } from 'node-fetch-2'
import { fetch as undiciFetch } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConversions, IntrowApiError } from '../../../src/server'
import type { Fetch } from '../../../src/server/post'
import { failure, OK, SECRET } from './answers'
import { ENDINGS, GOOD, listen, type Wire } from './wire'

/** Its types and those of the platform's signals differ where optional properties are exact, and there alone. */
const typedNodeFetch2: Fetch = (url, init) => nodeFetch2(url, init as NodeFetch2Init)

const FETCHES: Readonly<Record<string, Fetch | undefined>> = {
  'Node’s own fetch': undefined,
  'node-fetch 2': typedNodeFetch2,
  'node-fetch 3': nodeFetch,
  'cross-fetch': crossFetch,
  undici: undiciFetch,
  'a wrapper that takes its time': async (url, init) => {
    const answer = await typedNodeFetch2(url, init)
    await setImmediate()
    return answer
  },
  'a wrapper that forgets the signal': (url, { signal: _, ...init }) => fetch(url, init),
}

const TRY_MS = 400
/** An answer that is one is waited for, however busy the machine is. */
const PATIENCE_MS = 15_000

const unhandled: unknown[] = []
const note = (error: unknown) => void unhandled.push(error)

beforeAll(() => void process.on('unhandledRejection', note).on('uncaughtException', note))
afterAll(() => void process.off('unhandledRejection', note).off('uncaughtException', note))

describe.each(Object.entries(FETCHES))('with %s', (_, fetch) => {
  const open: { wire?: Wire } = {}
  const client = (ending: string, timeoutMs = TRY_MS) =>
    createConversions({ apiKey: SECRET, apiHost: open.wire?.hostOf(ending), fetch, retries: 0, timeoutMs })

  beforeAll(async () => void (open.wire = await listen()))

  it.concurrent.each(Object.keys(GOOD))('record() has the answer that comes %s', async (ending) => {
    expect(await client(ending, PATIENCE_MS).record({ clickId: 'a' })).toEqual(OK)
  })

  it.concurrent.each(Object.keys(ENDINGS))('record() throws its own error where the API %s', async (ending) => {
    const error = await failure(client(ending).record({ clickId: 'a' }))
    expect(error).toBeInstanceOf(IntrowApiError)
    expect(error.code).toMatch(/^(timeout|network_error|http_\d{3}|missing_scope)$/)
    expect([error.status > 0, error.cause === undefined]).toEqual(Array(2).fill(/^(http|missing)/.test(error.code)))
  })

  it.concurrent.each(Object.keys(ENDINGS).filter((name) => /^(says|stalls|never)/.test(name)))(
    'record() throws the signal’s reason where it ends the try, and the API %s',
    async (ending) => {
      const aborter = new AbortController()
      const reason = new Error('gone')
      const failed = failure(client(ending, PATIENCE_MS).record({ clickId: 'a' }, { signal: aborter.signal }))
      setTimeout(() => aborter.abort(reason), TRY_MS / 4)
      expect(await failed).toBe(reason)
    },
  )

  it('nothing is left unhandled, nor when the API goes at last', async () => {
    await open.wire?.close()
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    expect(unhandled).toEqual([])
  })
})
