// @vitest-environment node
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, createServer as createServer2 } from 'node:http2'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { serve } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { generate } from 'selfsigned'
import { Agent, request as send } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureClick, type CookieSource, type LandingRequest, readClickId } from '../../../src/server'
import { NAME, shop } from './entry'

/** What each thing that a framework hands out comes to, by its name: the cookie of a landing, and the click id. */
type Seen = Readonly<Record<string, readonly [cookie: string | null, clickId: string | null]>>
type Handed = Readonly<Record<string, LandingRequest & CookieSource>>

const look = (handed: Handed, options: { trustProxy?: boolean } = {}): Seen =>
  Object.fromEntries(
    Object.entries(handed).map(([name, request]) => [
      name,
      [captureClick(request, { ...shop, ...options }), readClickId(request)],
    ]),
  )

/** Servers to be asked, each with what it hands out. Those that can be told of a proxy are, where `proxied`. */
const SERVERS: Readonly<Record<string, (proxied: boolean) => Promise<Server>>> = {
  'node:http': () => listen(createServer((request, response) => void response.end(JSON.stringify(look({ request }))))),
  Express: (proxied) => {
    const app = express().set('trust proxy', proxied)
    app.use((request, _response, next) => {
      // As rewriting middleware does.
      if (request.url.startsWith('/rewritten')) request.url = '/'
      next()
    })
    const answer: express.RequestHandler = (request, response) => void response.json(look({ request }))
    app.use('/shop', express.Router().use('/deep', answer))
    return listen(createServer(app.use(answer)))
  },
  Fastify: async (proxied) => {
    const app = fastify({ trustProxy: proxied, rewriteUrl: ({ url = '' }) => url.replace(/^\/rewritten.*/, '/') })
    app.get('*', (request) => look({ request }))
    await app.register((part) => void part.get('/shop/deep', (request) => look({ request })))
    await app.listen({ port: 0, host: '127.0.0.1' })
    return app.server
  },
  Koa: (proxied) => {
    const app = new Koa({ proxy: proxied })
    app.use((ctx) => {
      // As koa-mount does.
      if (ctx.path.startsWith('/shop')) ctx.path = ctx.path.slice(5)
      if (ctx.path === '/rewritten') ctx.url = '/'
      ctx.body = look({ ctx, 'ctx.request': ctx.request })
    })
    return listen(createServer(app.callback() as Parameters<typeof createServer>[1]))
  },
  Hono: () => {
    const answer = new Hono().all('*', (c) => c.json(look({ c, 'c.req': c.req, 'c.req.raw': c.req.raw })))
    const app = new Hono().route('/shop', answer).all('*', (c) => c.json(look({ c, 'c.req': c.req })))
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
    return server.listening ? Promise.resolve(server) : once(server, 'listening').then(() => server)
  },
}

const PATHS = ['/', '/shop/deep', '/rewritten']
const FOREIGN = { 'X-Forwarded-Proto': 'https', Forwarded: 'proto=https', 'X-Forwarded-Host': 'evil.example' }

describe.each(Object.entries(SERVERS))('what %s hands out', (name, start) => {
  const open: { direct?: Server; proxied?: Server } = {}
  beforeAll(async () => {
    open.direct = await start(false)
    open.proxied = await start(true)
  })
  afterAll(async () => Promise.all(Object.values(open).map(end)))

  it.each(name === 'Hono' ? PATHS.slice(0, 2) : PATHS)('is read at %s', async (path) => {
    const seen = await ask(open.direct, `${path}?a=b&irw_id=new%2B`, { Cookie: `a=b; ${NAME}=old%2B` })
    for (const [cookie, clickId] of seen)
      expect([cookie, clickId]).toEqual([expect.stringMatching(/^_introw_aff=new%2B;.*SameSite=Lax$/), 'old+'])
  })

  it('is read where there is no click and no cookie', async () => {
    for (const one of await ask(open.direct, '/?a=b')) expect(one).toEqual([null, null])
  })

  it('is a prefetch, a POST, or the click that the visitor has, as for a Request', async () => {
    const id = '/?irw_id=a'
    for (const [cookie] of [
      ...(await ask(open.direct, id, { 'Sec-Purpose': 'prefetch;prerender' })),
      ...(await ask(open.direct, id, { 'sec-FETCH-dest': 'image' })),
      ...(await ask(open.direct, id, { RSC: '1' })),
      ...(await ask(open.direct, id, { Cookie: `${NAME}=a` })),
    ])
      expect(cookie).toBeNull()
  })

  it('says http, whatever a stranger says that a proxy says', async () => {
    for (const [cookie] of await ask(open.direct, '/?irw_id=a', FOREIGN)) expect(cookie).not.toContain('Secure')
  })

  it('says what the proxy says where the framework was told of it, if it can be', async () => {
    const secure = /Express|Fastify|Koa/.test(name)
    for (const [cookie] of await ask(open.proxied, '/?irw_id=a', FOREIGN))
      expect(cookie?.includes('; Secure')).toBe(secure)
    for (const [cookie] of await ask(open.proxied, '/?irw_id=a')) expect(cookie).not.toContain('Secure')
  })
})

describe('what Node hands out', () => {
  it('says https over TLS', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }])
    const server = await listen(
      createSecureServer({ key, cert }, (request, response) => void response.end(JSON.stringify(look({ request })))),
    )
    const dispatcher = new Agent({ connect: { rejectUnauthorized: false } })
    const { body } = await send(`https://127.0.0.1:${port(server)}/?irw_id=a`, { dispatcher })
    expect((Object.values((await body.json()) as Seen)[0] ?? [])[0]).toContain('; Secure')
    await dispatcher.close()
    await end(server)
  })

  it('says http where the request’s own target says https, which is the sender’s word', async () => {
    const server = await listen(
      createServer((request, response) => {
        request.url = `https://evil.example${request.url}`
        response.end(JSON.stringify(look({ request })))
      }),
    )
    expect((await ask(server, '/?irw_id=a'))[0]?.[0]).not.toContain('Secure')
    await end(server)
  })

  it('is read over HTTP/2', async () => {
    const server = createServer2((request, response) => void response.end(JSON.stringify(look({ request }))))
    await listen(server)
    const client = connect(`http://127.0.0.1:${port(server)}`)
    const stream = client.request({ ':path': '/?irw_id=new', cookie: `${NAME}=old` })
    expect(JSON.parse(await text(stream))).toEqual({ request: [expect.stringContaining('=new;'), 'old'] })
    client.close()
    await end(server)
  })

  it('is read by its headers alone, but for the landing', async () => {
    const server = await listen(
      createServer(
        ({ headers }, response) => void response.end(JSON.stringify({ headers: [null, readClickId(headers)] })),
      ),
    )
    expect(await ask(server, '/', { Cookie: `${NAME}=a` })).toEqual([[null, 'a']])
    expect(await ask(server, '/')).toEqual([[null, null]])
    await end(server)
  })
})

async function listen(server: Server): Promise<Server> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

const port = (server: Server | undefined) => (server?.address() as AddressInfo).port

async function ask(server: Server | undefined, path: string, headers: Record<string, string> = {}) {
  const { statusCode, body } = await send(`http://127.0.0.1:${port(server)}${path}`, { headers })
  const answer = await body.text()
  expect([statusCode, answer]).toEqual([200, expect.stringContaining('[')])
  return Object.values(JSON.parse(answer) as Seen)
}

async function end(server: Server): Promise<void> {
  if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
