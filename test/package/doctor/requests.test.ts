// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../../src/doctor/command'
import { startWorld, type World } from '../../support/world.ts'
import { API, HOME, KEY, page, redirect } from './site.ts'

const PROBE = 'irw_id=introw-doctor_Probe.0'

let world: World

beforeAll(async () => {
  world = await startWorld()
})

beforeEach(() => {
  world.reset()
  world.serve('http://shop.example/', redirect(HOME))
  world.serve(HOME, page())
})

afterAll(() => world?.close())

async function run(...args: readonly string[]) {
  /** In their order, with what was said between them. */
  const events: string[] = []
  const ask = world.network()
  const io = {
    stdout: { write: () => {} },
    stderr: { write: (text: string) => events.push(text.trim()) },
    exitCode: undefined,
  }
  await runCommand(args, io, (question) => {
    events.push(`${question.method ?? 'GET'} ${question.url.href}`)
    return ask(question)
  })
  return events
}

const VISIT = [
  `GET http://shop.example/?${PROBE}`,
  `GET ${HOME}?${PROBE}`,
  'GET https://app.introw.io/affiliate.js',
  `OPTIONS ${API}`,
]

describe('the doctor sends', () => {
  test('the address, its redirects, the file and the preflight, and nothing else', async () => {
    expect(await run('http://shop.example')).toEqual(VISIT)
    expect(world.requests).toEqual(VISIT)
  })

  test('a conversion with --key alone, and says so before', async () => {
    const said = `Sends one conversion without a click to https://api.introw.io, from https://www.shop.example, with the key ${KEY}. It records nothing.`
    expect(await run('--key', 'http://shop.example')).toEqual([...VISIT, said, `POST ${API}`])
    expect(world.sandbox.store.conversions).toEqual([])
    const [{ body, origin, key } = {}] = world.sandbox.store.requests
    expect([body, origin, key]).toEqual(['{"clickId":"introw-doctor"}', 'https://www.shop.example', KEY])
  })

  test('for several addresses what they share once', async () => {
    expect(await run('http://shop.example', HOME)).toEqual([...VISIT, `GET ${HOME}?${PROBE}`])
  })

  test('no secret key, whoever gives it', async () => {
    const sent = await run('--key', 'sk_live_0123456789', HOME)
    expect(sent.filter((event) => event.startsWith('POST'))).toEqual([])
  })
})
