import { createServer } from 'node:http'

const ID = `aff_${'c2FtcGxlIGNsaWNrIG9mIGEgdXN1YWwgbGVuZ3Ro'.repeat(3)}`
const ANSWER = { status: 'recorded', conversionId: 'conv_1', formSubmissionId: null }

/** What is compared: a script, and whether the visitor lands with a click. */
export function createVariants(affiliate, cookie, against) {
  const set = `Cookies.set('_introw_aff','${ID}',{expires:90,path:'/',sameSite:'lax'})`
  return {
    empty: { script: '' },
    'js-cookie': { script: cookie },
    'js-cookie, one set': { script: `${cookie}\n${set}` },
    affiliate: { script: affiliate },
    'affiliate, click': { script: affiliate, click: true },
    ...(against !== undefined && { against: { script: against }, 'against, click': { script: against, click: true } }),
  }
}

/** A page for each variant, the same but for the script, and an API that records everything. */
export async function servePages(variants) {
  const names = Object.keys(variants)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://bench.invalid')
    const [, index, kind] = /^\/(\d+)\/(page|script\.js)$/.exec(pathname) ?? []
    // Isolated, so that the page's clock has steps of 5 µs and not of 100.
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    if (kind === 'script.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8')
      response.setHeader('cache-control', 'public, max-age=3600')
      return response.end(variants[names[index]].script)
    }
    if (kind === 'page') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(createPage(`http://${request.headers.host}`, index))
    }
    response.setHeader('content-type', 'application/json')
    response.writeHead(pathname.startsWith('/api/') ? 201 : 404)
    request.resume().on('end', () => response.end(JSON.stringify(ANSWER)))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://www.shop.localhost:${server.address().port}`
  return {
    page: (name) => `${origin}/${names.indexOf(name)}/page${variants[name].click ? `?irw_id=${ID}` : ''}`,
    script: (name) => `${origin}/${names.indexOf(name)}/script.js`,
    close: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  }
}

function createPage(origin, index) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>
<link rel="icon" href="data:,">
<script async src="/${index}/script.js"
  data-publishable-key="pk_aff_org_bench" data-api-host="${origin}"></script></head>
<body><h1>A landing page</h1><p>${'Text as a landing page has it. '.repeat(60)}</p></body></html>`
}
