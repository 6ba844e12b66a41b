/**
 * Serves one folder of examples on loopback, together with the built /affiliate.js.
 *
 *   node examples/serve.mjs consent [--port 4000] [--api-host http://127.0.0.1:4001]
 *
 * Without --api-host it brings up a sandbox of its own, so that one command runs an example.
 */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const EXAMPLES = dirname(fileURLToPath(import.meta.url))
const DIST = join(EXAMPLES, '../dist')
const SHARED = ['/style.css', '/panel.js']

/**
 * One example folder as a fetch handler, its pages filled in.
 *
 * @param folder - A folder beside this file, such as `consent`.
 * @param values - What stands in the pages as `{{API_HOST}}`, `{{PUBLISHABLE_KEY}}` and `{{FRAMES_HOST}}`.
 */
export function createExample(folder, { apiHost, publishableKey = 'pk_aff_org_demo', framesHost = '' }) {
  const app = new Hono()
  const values = { API_HOST: apiHost, PUBLISHABLE_KEY: publishableKey, FRAMES_HOST: framesHost }
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    if (c.res.headers.get('Content-Type')?.startsWith('text/html')) c.res = await fillIn(c.res, values)
  })
  app.get('/favicon.ico', (c) => c.body(null, 204))
  app.get('/arrive', (c) => arrive(c, apiHost))
  app.get('/affiliate.js', serveStatic({ root: DIST }))
  for (const path of SHARED) app.get(path, serveStatic({ root: EXAMPLES }))
  app.get('*', serveStatic({ root: join(EXAMPLES, folder) }))
  return app
}

/** The same, behind node:http on loopback. Port 0 takes a free one. */
export async function serveExample(folder, { port = 4000, ...values }) {
  const { fetch } = createExample(folder, values)
  const server = await new Promise((resolve, reject) => {
    const listening = serve({ fetch, port, hostname: '127.0.0.1' }, () => resolve(listening))
    listening.once('error', reject)
  })
  const taken = server.address().port
  return {
    url: `http://www.shop.localhost:${taken}`,
    port: taken,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

async function fillIn(response, values) {
  const html = await response.text()
  const stub = html.includes('{{STUB}}') ? (await readFile(join(EXAMPLES, 'stub.html'), 'utf8')).trim() : ''
  // A function as replacement: in a string, `$` would be special.
  const filled = html.replace(/\{\{(\w+)\}\}/g, (all, name) => (name === 'STUB' ? stub : (values[name] ?? all)))
  // Hono keeps the old answer's headers, and with them the length of the page before it was filled in.
  response.headers.delete('Content-Length')
  return new Response(filled, { status: response.status, headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}

/** Stands for the redirect of a partner's link, whose destination is elsewhere: mints a click in the sandbox. */
async function arrive(c, apiHost) {
  const mint = new URL('/sandbox/clicks', apiHost)
  // Browsers resolve every name under .localhost by themselves, Node does not.
  if (mint.hostname.endsWith('.localhost')) mint.hostname = '127.0.0.1'
  const answer = await fetch(mint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code: 'demo' }),
  })
  const { clickId } = await answer.json()
  const target = new URL(c.req.query('to') ?? '/', c.req.url)
  target.searchParams.set('irw_id', clickId)
  return c.redirect(target.pathname + target.search)
}

async function startSandbox() {
  const { serveSandbox } = await import('@introw/affiliate/sandbox')
  return serveSandbox()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '4000' }, 'api-host': { type: 'string' } },
  })
  const apiHost = values['api-host'] ?? (await startSandbox()).url
  const { url } = await serveExample(positionals[0] ?? 'consent', { port: Number(values.port), apiHost })
  console.log(`Example:   ${url}/\nInspector: ${apiHost}/`)
}
