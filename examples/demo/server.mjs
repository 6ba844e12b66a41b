import { readFile } from 'node:fs/promises'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { createExamples } from '../pages.mjs'

/** A name or an address, perhaps with a port: no markup. */
const HOST_NAME = /^[\w.:[\]-]+$/

const HERE = new URL('./', import.meta.url)
const DIST = new URL('../../dist/', import.meta.url)
const PAGES = {
  '/': { file: 'landing', title: 'Orchard: project tracking for small studios', site: 'www' },
  '/pricing': { file: 'pricing', title: 'Pricing · Orchard', site: 'www' },
  '/sign-up': { file: 'signup', title: 'Start your trial · Orchard', site: 'app' },
  '/thank-you': { file: 'thanks', title: 'Welcome · Orchard', site: 'app' },
}

/**
 * Starts the demo's merchant: `www.shop.localhost` has the landing and pricing pages, `app.shop.localhost` the sign-up
 * and the thank-you page; under any other name, 127.0.0.1 for one, all four are reachable by path. The other examples are
 * beside it, under `examples.localhost`.
 *
 * @param options - The port to listen on, and the sandbox's.
 * @returns The port and `close()`. Rejects if the port is taken.
 */
export async function startShop({ port = 4000, sandboxPort = 4001, host = '127.0.0.1' } = {}) {
  const examples = createExamples({
    apiHost: `http://introw.localhost:${sandboxPort}`,
    shopHost: 'www.shop.localhost',
  })
  const shop = new Hono()
  // Its pages name their own host, and anybody can send any `Host`.
  shop.use((c, next) => (HOST_NAME.test(new URL(c.req.url).host) ? next() : c.text('There is no such shop.', 400)))
  shop.use((c, next) => (examples.has(new URL(c.req.url).hostname) ? examples.fetch(c.req.raw) : next()))
  for (const file of ['affiliate.js', 'affiliate.debug.js']) {
    shop.get(`/${file}`, () => serveFile(new URL(file, DIST), 'text/javascript'))
    shop.get(`/${file}.map`, () => serveFile(new URL(`${file}.map`, DIST), 'application/json'))
  }
  shop.get('/shop.css', () => serveFile(new URL('shop.css', HERE), 'text/css'))
  shop.get('*', (c) => servePage(new URL(c.req.url), sandboxPort))

  const server = createAdaptorServer({ fetch: shop.fetch, overrideGlobalObjects: false })
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    port: server.address().port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

async function servePage(url, sandboxPort) {
  const site = /^(www|app)\./.exec(url.hostname)?.[1]
  const path = site === 'app' && url.pathname === '/' ? '/sign-up' : url.pathname
  const page = PAGES[path]
  if (!page) return new Response('There is no such page in this shop.', { status: 404 })
  const sites = describeSites(url, sandboxPort)
  if (site && page.site !== site) return Response.redirect(`${sites[page.site]}${path}${url.search}`, 302)
  return new Response(await render(page, sites), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}

/** The addresses that a page links to, in the names by which it was asked for. */
function describeSites({ origin, hostname, port }, sandboxPort) {
  const domain = /^(?:www|app)\.(.+)$/.exec(hostname)?.[1]
  const introw = `http://${domain ? 'introw.localhost' : hostname}:${sandboxPort}`
  const examples = `http://examples.localhost:${port}`
  if (!domain) return { www: origin, app: origin, introw, examples }
  return { www: `http://www.${domain}:${port}`, app: `http://app.${domain}:${port}`, introw, examples }
}

async function render({ file, title }, sites) {
  const files = [new URL('pages/layout.html', HERE), new URL(`pages/${file}.html`, HERE), new URL('stub.html', DIST)]
  const [layout, body, stub] = await Promise.all(files.map((path) => readFile(path, 'utf8')))
  const values = { ...sites, title, body, stub: stub.trim() }
  const fill = (text) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name) => (name === 'body' ? fill(body) : (values[name] ?? '')))
  return fill(layout)
}

async function serveFile(file, type) {
  const content = await readFile(file).catch(() => null)
  if (content === null) return new Response('Not built. Run "npm run build".', { status: 404 })
  return new Response(content, { headers: { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' } })
}
