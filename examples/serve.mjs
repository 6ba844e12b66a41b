/**
 * Serves examples on loopback, together with the built affiliate.js.
 *
 *   node examples/serve.mjs            a list, and all that are plain pages
 *   node examples/serve.mjs consent    one of them
 *   node examples/serve.mjs react      an app, on its framework's development server
 *
 * [--port 4000] [--api-host http://127.0.0.1:4001]: without --api-host it brings up a sandbox of its own, whose partner
 * link leads to the example, so that one command runs it. Port 0 takes a free one, as both do beside `npm start`.
 */
import { createServer } from 'node:net'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { serve } from '@hono/node-server'
import { serveSandbox } from '@introw/affiliate/sandbox'
import { serveApp } from './apps.mjs'
import { APPS, PAGES } from './list.mjs'
import { createExample, createExamples } from './pages.mjs'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, 'api-host': { type: 'string' } },
})

try {
  await main(positionals[0], values.port === undefined ? [4000, 0] : [Number(values.port)], values['api-host'])
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

async function main(name, wantedPorts, givenHost) {
  if (name && !PAGES[name] && !APPS[name]) {
    throw new Error(`No example is called ${name}. There are: ${Object.keys({ ...PAGES, ...APPS }).join(', ')}`)
  }
  const port = await findPort(...wantedPorts)
  const host = name ? 'www.shop.localhost' : 'examples.localhost'
  const url = `http://${host}:${port}/`
  const introw = givenHost
    ? undefined
    : await serveSandbox({ linkHost: 'introw.localhost', port: await findPort(4001, 0) })
  const apiHost = givenHost ?? introw.url
  if (APPS[name]) await serveApp(name, { port, apiHost })
  else await servePages(name ? createExample(name, { apiHost }) : createExamples({ apiHost }), port)
  if (name) introw?.sandbox.store.updateCampaign('demo', { destination: url })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit())
  report({
    [name ? 'Example' : 'Examples']: url,
    ...(name && introw && { 'Partner link': `${apiHost}/r/demo` }),
    Inspector: `${apiHost}/`,
  })
}

function report(addresses) {
  for (const [what, address] of Object.entries(addresses)) console.log(`${what.padEnd(14)}${address}`)
}

function servePages({ fetch }, port) {
  return new Promise((resolve, reject) => {
    serve({ fetch, port, hostname: '127.0.0.1' }, resolve).once('error', reject)
  })
}

/** The first port that is free; 0 stands for any. */
function findPort(port, ...others) {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', (error) =>
      others.length ? resolve(findPort(...others)) : reject(error),
    )
    probe.listen(port, '127.0.0.1', () => {
      const { port: found } = probe.address()
      probe.close(() => resolve(found))
    })
  })
}
