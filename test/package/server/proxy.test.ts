// @vitest-environment node
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createSandbox, serveSandbox } from '@introw/affiliate/sandbox'
import { request } from 'undici'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { startExample } from '../../browser/server/example.ts'
import { readBlocks } from '../../support/blocks.ts'
import { readManifest } from '../../support/cdn.ts'
import { ROOT } from '../../support/package.ts'

const CONVERSIONS_PATH = '/lib/api/v1/affiliate/conversions'
const SCRIPT = readFileSync(join(ROOT, 'dist', 'affiliate.js'), 'utf8')
const VISITOR = { host: 'www.shop.localhost', 'content-type': 'application/json' }
const SENT = { clickId: 'a', email: 'ada@acme.example' }
const HEADERS = { ...VISITOR, 'x-introw-publishable-key': 'pk_aff_org_demo', origin: 'http://www.shop.localhost' }

afterEach(() => vi.unstubAllGlobals())

/** The example before an API, by its base URL. */
async function start(apiHost: string): Promise<string> {
  const { port, close } = await startExample('proxy', apiHost)
  onTestFinished(close)
  return `http://127.0.0.1:${port}`
}

const post = async (url: string, headers: Record<string, string> = HEADERS) => {
  const answer = await request(url, { method: 'POST', headers, body: JSON.stringify(SENT) })
  return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() }
}

describe('the proxy example', () => {
  it('serves the built script byte by byte, under a path of its own, which caches keep and a page has the hash of', async () => {
    const shop = await start('http://127.0.0.1:1')
    const page = await (await request(shop, { headers: VISITOR })).body.text()
    const [, src = '', integrity] = /<script src="([^"]+)" integrity="([^"]+)"/.exec(page) ?? []
    expect(src).not.toMatch(/affiliate|track|introw/)
    expect(integrity).toBe(readManifest().files['affiliate.js']?.integrity)
    const script = await request(shop + src)
    expect(await script.body.text()).toBe(SCRIPT)
    expect(script.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' })
    expect((await request(`${shop}/lib/kit.0.js`)).statusCode).toBe(404)
  })

  it('passes on what the API answers, for no cache and without CORS, which one origin does not need', async () => {
    const { url, sandbox, close } = await serveSandbox({ port: 0 })
    onTestFinished(close)
    const proxied = await post((await start(url)) + CONVERSIONS_PATH)
    const direct = await post(`${url}/api/v1/affiliate/conversions`)
    expect([proxied.status, proxied.body]).toEqual([direct.status, direct.body])
    expect(Object.keys(proxied.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(proxied.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' })
    expect(sandbox.store.requests).toHaveLength(2)
  })

  it('lets no cookie of an answer through, and passes on how long to wait', async () => {
    const api = await serve((_, response) => {
      const headers = { 'Set-Cookie': 'session=theirs', 'Retry-After': '7', 'Cache-Control': 'public, max-age=60' }
      response
        .writeHead(429, { 'Content-Type': 'application/json', ...headers })
        .end('{"error":{"code":"rate_limited"}}')
    })
    const { status, headers } = await post((await start(api)) + CONVERSIONS_PATH)
    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([429, '7', 'no-store'])
    expect(headers).not.toHaveProperty('set-cookie')
  })

  it.each<[string, RequestListener]>([
    ['hangs up', ({ socket }) => socket.destroy()],
    [
      'is cut off',
      (_, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' })
        response.write('{"status":"recorded",', () => response.destroy())
      },
    ],
    ['is a page', (_, response) => void response.end('<h1>Welcome</h1>')],
    ['leads elsewhere', (_, response) => void response.writeHead(307, { Location: '/elsewhere' }).end('{}')],
  ])('answers 502, and says why, where what the API answers %s', async (_, listener) => {
    const { status, headers, body } = await post((await start(await serve(listener))) + CONVERSIONS_PATH)
    expect([status, JSON.parse(body)]).toEqual([502, { error: { code: 'bad_gateway', message: expect.any(String) } }])
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json' })
  })

  it('answers the same where there is no API', async () => {
    expect(await post((await start('http://127.0.0.1:1')) + CONVERSIONS_PATH)).toMatchObject({ status: 502 })
  })
})

type Handler = (request: Request) => Promise<Response>
const blocks = (await readBlocks()).filter(({ file, language }) => file === 'docs/first-party.md' && language === 'js')

it('the page has lines for a worker and for a route handler', () => {
  expect(blocks).toHaveLength(2)
})

describe.each(blocks.map((block) => [block.name, block.text]))('the lines, as they stand: %s', (_, text) => {
  const visit = async (answer: (sent: Request) => Response | Promise<Response>) => {
    const handle = await load(text)
    const sent: Request[] = []
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      const one = new Request(url, init)
      sent.push(one.clone())
      return answer(one)
    })
    const body = JSON.stringify(SENT)
    const headers = {
      ...{ 'content-length': String(body.length), 'user-agent': 'visitor', cookie: 'session=ours', authorization: 'a' },
      ...{ 'x-api-key': 'sk_introw_demo', 'x-forwarded-for': '203.0.113.1', 'cf-connecting-ip': '203.0.113.1' },
    }
    const ask = new Request(`https://www.shop.com${CONVERSIONS_PATH}`, { method: 'POST', body })
    for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) ask.headers.set(name, value)
    return { answered: await handle(ask), sent, handle }
  }

  it('pass a conversion on with these headers alone, and its answer back', async () => {
    const sandbox = createSandbox()
    const { answered, sent } = await visit((one) => sandbox.fetch(one))
    expect([answered.status, await answered.json()]).toEqual([200, expect.objectContaining({ status: 'ignored' })])
    expect(answered.headers.get('cache-control')).toBe('no-store')
    expect([...answered.headers.keys()].filter((name) => /cookie|access-control/.test(name))).toEqual([])
    expect(sent.map(({ url }) => url)).toEqual(['https://api.introw.io/api/v1/affiliate/conversions'])
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      'content-type': 'application/json',
      'x-introw-publishable-key': 'pk_aff_org_demo',
      origin: 'http://www.shop.localhost',
      'user-agent': 'visitor',
      'x-forwarded-for': '203.0.113.1',
    })
    expect(await sent[0]?.json()).toEqual(SENT)
  })

  it.each<[string, () => Response]>([
    ['a page', () => new Response('<h1>Welcome</h1>')],
    [
      'nothing',
      () => {
        throw new TypeError('fetch failed')
      },
    ],
  ])('answer 502 where the API answers %s', async (_, answer) => {
    const { answered } = await visit(answer)
    expect([answered.status, await answered.json()]).toMatchObject([502, { error: { code: 'bad_gateway' } }])
  })

  it('take no body that is too long or of no length', async () => {
    const { handle } = await visit(() => Response.json({}))
    for (const length of ['65537', 'a']) {
      const long = new Request(`https://www.shop.com${CONVERSIONS_PATH}`, { method: 'POST', body: '{}' })
      long.headers.set('content-length', length)
      expect((await handle(long)).status).toBe(413)
    }
  })
})

it('the worker hands out the script, and 502 where there is none', async () => {
  const handle = await load(blocks[0]?.text ?? '')
  const ask = () => handle(new Request('https://www.shop.com/lib/kit.js', { headers: { cookie: 'session=ours' } }))
  const asked: unknown[][] = []
  vi.stubGlobal('fetch', async (...args: unknown[]) => {
    asked.push(args)
    return new Response(SCRIPT)
  })
  const script = await ask()
  expect([await script.text(), script.headers.get('cache-control')]).toEqual([SCRIPT, 'public, max-age=3600'])
  expect(asked).toEqual([['https://app.introw.io/affiliate.js']])
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  expect((await ask()).status).toBe(502)
})

/** What the module of a block handles requests with: a worker's `fetch`, or a route's `POST`. */
async function load(text: string): Promise<Handler> {
  const folder = await mkdtemp(join(ROOT, 'test', '.proxy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'lines.mjs')
  await writeFile(file, text)
  const module = (await import(pathToFileURL(file).href)) as { default?: { fetch: Handler }; POST?: Handler }
  const handle = module.default?.fetch ?? module.POST
  if (!handle) throw new Error('The lines export no handler.')
  return handle
}

/** Something in the API's place. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  onTestFinished(() => void server.close().closeAllConnections())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
