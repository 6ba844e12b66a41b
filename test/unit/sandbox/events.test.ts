// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { createSandbox, serveSandbox } from '../../../src/sandbox'
import { follow, post } from './post'

const EVENTS = 'http://introw.localhost:4001/sandbox/events'
const MOST = 32

describe('the stream of events', () => {
  test('has so many listeners at once, and room again when one is gone', async () => {
    const sandbox = createSandbox()
    const listen = () => sandbox.fetch(new Request(EVENTS))
    const streams = await Promise.all(Array.from({ length: MOST }, listen))
    const refusal = await listen()
    expect([refusal.status, (await refusal.json()).error.code]).toEqual([503, 'too_many_listeners'])
    await streams[0]?.body?.cancel()
    expect((await listen()).status).toBe(200)
  })

  test('counts no HEAD as a listener', async () => {
    const sandbox = createSandbox()
    for (let count = 0; count <= MOST; count += 1) {
      expect((await sandbox.fetch(new Request(EVENTS, { method: 'HEAD' }))).status).toBe(200)
    }
    expect((await sandbox.fetch(new Request(EVENTS))).status).toBe(200)
  })

  test('counts nobody whose connection is gone', async () => {
    const served = await serveSandbox({ port: 0 })
    for (let count = 0; count <= MOST; count += 1) {
      const visitor = new AbortController()
      const listening = async () => {
        expect((await fetch(`${served.url}/sandbox/events`, { signal: visitor.signal })).status).toBe(200)
      }
      await vi.waitFor(listening)
      visitor.abort()
    }
    await served.close()
  })

  test('ends where nobody reads it, before it fills the memory', async () => {
    const sandbox = createSandbox()
    const reader = (await sandbox.fetch(new Request(EVENTS))).body?.getReader()
    const properties = { note: 'x'.repeat(1_000_000) }
    for (let count = 0; count < 9; count += 1) await post(sandbox, { clickId: await follow(sandbox), properties })
    const drain = async () => {
      for (;;) if ((await reader?.read())?.done) return 'ended'
    }
    expect(await drain().catch(() => 'ended')).toBe('ended')
  })
})
