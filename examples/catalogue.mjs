import { readFile } from 'node:fs/promises'
import { html } from 'hono/html'
import { readExcerpt } from './excerpt.mjs'
import { APPS, PAGES, SERVERS } from './list.mjs'

const HERE = new URL('./', import.meta.url)
/** Where the server examples look for a sandbox by themselves. */
const SANDBOX_PORT = '4001'

/**
 * The page that lists the examples, each with its lines to copy.
 *
 * @param options.port - Of this page, and of the examples that are plain pages.
 * @param options.apiHost - The sandbox's base URL.
 * @param options.shopHost - The demo shop's host, where there is one on this port.
 */
export async function renderCatalogue({ port, apiHost, shopHost }) {
  const read = (path) => readFile(new URL(path, HERE), 'utf8')
  const files = ['list.html', 'demo/shop.css', 'list.css', 'list.js', '../dist/stub.html']
  const [page, shop, style, script, stub] = await Promise.all(files.map(read))
  const list = (examples, folder, describe) =>
    Promise.all(
      Object.entries(examples).map(([name, example]) =>
        renderCard({ ...example, folder: `${folder}${name}/` }, describe(name, example), stub.trim()),
      ),
    )
  const values = {
    STYLE: shop + style,
    SCRIPT: script,
    API_HOST: apiHost,
    SHOP: shopHost ? html`<a href="http://${shopHost}:${port}/">Demo shop</a>` : '',
    PAGES: await list(PAGES, '', (name, { start }) => describePage(`http://www.${name}.localhost:${port}${start}`)),
    APPS: await list(APPS, '', (name) => renderCommand(`node examples/serve.mjs ${name}`)),
    SERVERS: await list(SERVERS, 'server/', (name, example) => describeServer(name, example, apiHost)),
  }
  return page.replace(/\{\{(\w+)\}\}/g, (all, name) => [values[name] ?? all].flat().join('\n'))
}

async function renderCard({ title, shows, copy, folder }, how, stub) {
  const blocks = await Promise.all(
    copy.map(async ({ file, where, take }) => {
      const code = await readExcerpt(new URL(folder + file, HERE), take, stub)
      return html`<figure>
        <figcaption><b>${file}</b> ${where} <button>Copy</button></figcaption>
        <pre tabindex="0"><code>${code}</code></pre>
      </figure>`
    }),
  )
  return html`<article>
    <h3>${title}</h3>
    <p>${shows}.</p>
    ${how} ${blocks}
    <p class="small">All of it: <code>examples/${folder}</code></p>
  </article>`
}

function describePage(url) {
  return html`<p class="calls"><a class="button compact" href="${url}">Arrive as a visitor</a></p>`
}

/** Beside this page's sandbox, on a port of its own. */
function describeServer(name, { port, build, command = `node examples/server/${name}/server.mjs` }, apiHost) {
  const sandboxPort = new URL(apiHost).port
  const place = sandboxPort === SANDBOX_PORT ? '' : ` INTROW_API_HOST=http://127.0.0.1:${sandboxPort}`
  const start = `PORT=${port}${place} ${command}`
  return html`${renderCommand(build ? `${build} && ${start}` : start)}
    <p class="calls"><a href="/arrive/${name}">then arrive as a visitor</a></p>`
}

function renderCommand(command) {
  return html`<figure class="command">
    <figcaption>in a terminal <button>Copy</button></figcaption>
    <pre tabindex="0"><code>${command}</code></pre>
  </figure>`
}
