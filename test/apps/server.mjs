import { readFile } from 'node:fs/promises'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// Serves one of the apps that have been built: node server.mjs <folder> <html file>. Without a file each path has its own.
const [folder, page] = process.argv.slice(2)
const built = new URL(`.cache/${folder}/`, import.meta.url)
const { render } = page === 'ssr.html' ? await import(new URL('server/server.js', built).href) : { render: () => '' }

const app = new Hono()
for (const [path, variable] of [
  ['/affiliate.js', 'AFFILIATE_JS'],
  ['/recorder.js', 'RECORDER_JS'],
]) {
  app.get(path, async (context) => script(context, await readFile(process.env[variable])))
}
for (const path of ['/assets/:name', '/_astro/:name']) {
  app.get(path, async (context) => script(context, await readFile(new URL(`client${context.req.path}`, built))))
}
app.get('*', async (context) => {
  const html = await readFile(new URL(page ? `client/${page}` : `client${context.req.path}/index.html`, built), 'utf8')
  return context.html(html.replace('<!--app-->', await render(context.req.raw)))
})
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}`))

function script(context, body) {
  return context.body(body, 200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
}
