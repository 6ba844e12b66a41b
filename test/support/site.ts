import { readFile } from 'node:fs/promises'
import { createServer as createSecureServer } from 'node:https'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { certificate } from './certificate.ts'
import { createClose } from './sockets.ts'

const DIST = new URL('../../dist/', import.meta.url)
const BUILT = /^\/(?:esm\/(.+)|(affiliate(?:\.debug|\.full)?\.js(?:\.map)?))$/

/** What a path answers: HTML, or a function of the request for everything else. */
export type Content = string | ((request: Request) => Response | string | Promise<Response | string>)

export interface SeenRequest {
  readonly method: string
  /** As the browser asked for it, with its host. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** A merchant's site. Any host name that leads to its port gets the same pages. */
export interface Site {
  readonly port: number
  /** Default: `www.shop.localhost`. */
  origin(host?: string): string
  /** Sets or replaces what a path answers, whatever the query. */
  page(path: string, content: Content): void
  /** Every request so far, in order of arrival. Not the favicon's, which browsers make when they like. */
  readonly requests: SeenRequest[]
  close(): Promise<void>
}

/** Serves the built bundles at `/affiliate.js`, `/affiliate.full.js`, `/affiliate.debug.js` and `/esm/`, the pages it is told, and 404. */
export async function startSite(options: { readonly https?: boolean } = {}): Promise<Site> {
  const pages = new Map<string, Content>()
  const requests: SeenRequest[] = []
  const app = new Hono()
  app.get('/favicon.ico', (context) => context.body(null, 204))
  app.use(async (context, next) => {
    const { method, url, headers } = context.req.raw
    requests.push({ method, url, headers: Object.fromEntries(headers) })
    await next()
  })
  app.all('*', async (context) => {
    const content = pages.get(context.req.path)
    if (content === undefined) return (await readBuilt(context.req.path)) ?? context.notFound()
    const body = typeof content === 'string' ? content : await content(context.req.raw)
    return typeof body === 'string' ? context.html(body) : body
  })
  const server = createAdaptorServer({
    fetch: app.fetch,
    ...(options.https && { createServer: createSecureServer, serverOptions: await certificate() }),
  })
  const close = createClose(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    requests,
    origin: (host = 'www.shop.localhost') => `http${options.https ? 's' : ''}://${host}:${port}`,
    page: (path, content) => void pages.set(path, content),
    close,
  }
}

/** Without a lifetime, so that each page loads what was built last; open to other origins, as a CDN is. */
async function readBuilt(path: string): Promise<Response | undefined> {
  const name = BUILT.exec(path)?.slice(1).find(Boolean) ?? ''
  const file = new URL(name, DIST)
  if (name === '' || !file.href.startsWith(DIST.href)) return undefined
  const type = name.endsWith('.map') ? 'application/json' : 'text/javascript; charset=utf-8'
  const headers = { 'content-type': type, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' }
  return readFile(fileURLToPath(file)).then(
    (body) => new Response(new Uint8Array(body), { headers }),
    () => undefined,
  )
}
