import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { bundle } from './bundle.mjs'
import { renderCatalogue } from './catalogue.mjs'
import { PAGES, SERVERS } from './list.mjs'
import { bringHome, STAND_INS } from './vendors.mjs'

const EXAMPLES = dirname(fileURLToPath(import.meta.url))
const DIST = join(EXAMPLES, '../dist')
/** The debug build too, for who wants to be told. */
const SCRIPTS = ['affiliate', 'affiliate.full', 'affiliate.debug'].flatMap((name) => [`/${name}.js`, `/${name}.js.map`])
const PACKAGES = join(EXAMPLES, '../node_modules')
/** Consent banners' own code, by where the pages have it. */
const BANNERS = {
  '/vanilla-cookieconsent.js': 'vanilla-cookieconsent/dist/cookieconsent.umd.js',
  '/vanilla-cookieconsent.css': 'vanilla-cookieconsent/dist/cookieconsent.css',
  '/klaro.js': 'klaro/dist/klaro.js',
}
/** The example of two domains has its pages on this one too. */
const OTHER_HOST = 'app.other.localhost'
const SHARED = ['/style.css', '/panel.js', '/vendors/frame.js', '/vendors/webhook.js', '/vendors/contactform.js']

/** What every example answers besides its folder's files. */
export const SHARED_PATHS = [
  ...SHARED,
  ...Object.keys(BANNERS),
  ...Object.keys(STAND_INS).map((address) => new URL(address).pathname),
]

/**
 * One example folder as a fetch handler, its pages filled in.
 *
 * @param folder - A folder beside this file, such as `consent`.
 * @param values - What stands in the pages as `{{API_HOST}}`, `{{PUBLISHABLE_KEY}}` and `{{FRAMES_HOST}}` (`{{OTHER_SITE}}` is the
 *   example's own); `serverApiHost`, the API as a server sees it; and `hasEveryHost`: the vendors' host names lead here as well, so
 *   that what names them stays as it is.
 */
export function createExample(folder, values) {
  const { apiHost, serverApiHost = apiHost, publishableKey = 'pk_aff_org_demo' } = values
  const { framesHost = '', hasEveryHost = false } = values
  const app = new Hono()
  const texts = { API_HOST: apiHost, PUBLISHABLE_KEY: publishableKey, FRAMES_HOST: framesHost }
  // Where no vendor's name is mapped, what names one stays on this machine.
  const adapt = (c, text) => (hasEveryHost ? text : bringHome(text, new URL(c.req.url).origin))
  app.use(async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
    const other = Object.assign(new URL('/', c.req.url), { hostname: OTHER_HOST }).origin
    if (c.res.headers.get('Content-Type')?.startsWith('text/html'))
      c.res = await fillIn(c, { ...texts, OTHER_SITE: other }, adapt)
  })
  app.get('/favicon.ico', (c) => c.body(null, 204))
  app.get('/arrive', (c) => arrive(c, apiHost))
  for (const path of SCRIPTS) app.get(path, serveStatic({ root: DIST }))
  for (const path of SHARED) app.get(path, serveStatic({ root: EXAMPLES }))
  for (const [address, file] of Object.entries(STAND_INS)) {
    app.get(new URL(address).pathname, async (c) => answer(adapt(c, await readFile(file, 'utf8')), file))
  }
  app.get('/src/:file', async (c) => {
    const file = new URL(`${folder}/src/${c.req.param('file')}`, import.meta.url)
    return existsSync(file) ? answer(adapt(c, await bundle(file)), file) : c.notFound()
  })
  for (const [path, file] of Object.entries(BANNERS)) app.get(path, serveStatic({ root: PACKAGES, path: file }))
  app.get('*', serveStatic({ root: join(EXAMPLES, folder) }))
  app.post('/:route{[a-z-]+}', async (c) => {
    const route = new URL(`${folder}/${c.req.param('route')}.mjs`, import.meta.url)
    if (!existsSync(route)) return c.notFound()
    const { POST } = await import(route.href)
    const keys = { INTROW_API_KEY: 'sk_introw_demo', WEBHOOK_SECRET: 'whsec_demo' }
    return POST(c.req.raw, { ...keys, INTROW_API_HOST: toLoopback(serverApiHost).href })
  })
  return app
}

/**
 * All of them at once: each on a host of its own, so that none sees another's cookie, and a list elsewhere, whose `/arrive`
 * leads to the server examples.
 */
export function createExamples(values) {
  const examples = new Map(Object.keys(PAGES).map((name) => [`www.${name}.localhost`, createExample(name, values)]))
  examples.set(OTHER_HOST, createExample('domains', values))
  return {
    fetch(request) {
      const { hostname } = new URL(request.url)
      return (examples.get(hostname) ?? createList(values)).fetch(request)
    },
    /** Whether a host is one of theirs. */
    has: (hostname) => hostname === 'examples.localhost' || examples.has(hostname),
  }
}

function createList({ apiHost, shopHost }) {
  const app = new Hono()
  app.get('/arrive/:name', async (c) => {
    const { port } = SERVERS[c.req.param('name')] ?? {}
    return port ? lead(c, new URL(`http://www.shop.localhost:${port}/`), apiHost) : c.notFound()
  })
  app.get('*', async (c) => c.html(await renderCatalogue({ port: new URL(c.req.url).port, apiHost, shopHost })))
  return app
}

function answer(text, { pathname }) {
  const type = pathname.endsWith('.html') ? 'text/html' : 'text/javascript'
  return new Response(text, { headers: { 'Content-Type': `${type}; charset=utf-8` } })
}

async function fillIn(c, values, adapt) {
  const { res: response } = c
  const html = await response.text()
  const stub = html.includes('{{STUB}}') ? (await readFile(join(DIST, 'stub.html'), 'utf8')).trim() : ''
  // A function as replacement: in a string, `$` would be special.
  const filled = html.replace(/\{\{(\w+)\}\}/g, (all, name) => (name === 'STUB' ? stub : (values[name] ?? all)))
  // Hono keeps the old answer's headers, and with them the length of the page before it was filled in.
  response.headers.delete('Content-Length')
  return new Response(adapt(c, filled), {
    status: response.status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}

/** Stands for a partner's link, whose destination is elsewhere. */
async function arrive(c, apiHost) {
  const target = findPage(c.req.query('to') || '/', c.req.url)
  if (!target) return c.text('There is no such page here.', 400)
  return lead(c, target, apiHost)
}

/** Mints a click in the sandbox, and redirects with it. */
async function lead(c, target, apiHost) {
  const answer = await fetch(new URL('/sandbox/clicks', toLoopback(apiHost)), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code: 'demo' }),
  })
  const { clickId } = await answer.json()
  target.searchParams.set('irw_id', clickId)
  const isHere = target.origin === new URL(c.req.url).origin
  return c.redirect(isHere ? target.pathname + target.search : target.href)
}

/** A page of this site alone, or anybody's link leads through it to anywhere: two slashes begin another host's address. */
function findPage(to, here) {
  if (!URL.canParse(to, here)) return undefined
  const page = new URL(to, here)
  return page.origin === new URL(here).origin && !page.pathname.startsWith('//') ? page : undefined
}

/** Browsers resolve every name under .localhost by themselves, Node does not. */
function toLoopback(apiHost) {
  const url = new URL(apiHost)
  if (url.hostname.endsWith('.localhost')) url.hostname = '127.0.0.1'
  return url
}
