// `npm start`: the sandbox and the demo merchant, from a fresh clone; so Node's own modules only, until the rest is there.
import { createServer } from 'node:net'
import { ensureBuild } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'

const HOST = '127.0.0.1'
const ROOT = new URL('../', import.meta.url)

try {
  await start(readPort('SHOP_PORT', 4000), readPort('SANDBOX_PORT', 4001))
} catch (error) {
  console.error(`\n  ${error.message}\n`)
  process.exitCode = 1
}

async function start(shopPort, sandboxPort) {
  await expectFree(shopPort, 'SHOP_PORT')
  await expectFree(sandboxPort, 'SANDBOX_PORT')
  await ensureDependencies()
  await ensureBuild()
  const { createSandbox, serveSandbox } = await import(new URL('dist/sandbox/index.js', ROOT))
  const { startShop } = await import(new URL('examples/demo/server.mjs', ROOT))
  const www = `http://www.shop.localhost:${shopPort}`
  const sandbox = createSandbox({ destination: `${www}/` })
  const introw = await serveSandbox({ port: sandboxPort, host: HOST, sandbox, linkHost: 'introw.localhost' })
  const shop = await startShop({ port: shopPort, sandboxPort, host: HOST }).catch(async (error) => {
    await introw.close()
    throw error
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => Promise.all([shop.close(), introw.close()]))
  console.log(describe(shopPort, sandboxPort))
}

function describe(shopPort, sandboxPort) {
  const [www, app] = ['www', 'app'].map((name) => `http://${name}.shop.localhost:${shopPort}`)
  const introw = `http://introw.localhost:${sandboxPort}`
  return `
  Merchant        ${www}
  Its sign-up     ${app}
  Introw sandbox  ${introw}
  More examples   http://examples.localhost:${shopPort}

  1. Open the sandbox: ${introw}
  2. Follow the partner link, ${introw}/r/demo, which leads to the merchant
  3. Start a trial there, and see the conversion recorded in the sandbox; sign up once more, and within
     half a minute it is a duplicate

  Also on http://${HOST}:${shopPort} and http://${HOST}:${sandboxPort}. Ctrl-C ends both.
`
}

function readPort(name, fallback) {
  const text = process.env[name] || String(fallback)
  const port = Number(text)
  if (/^\d+$/.test(text) && port > 0 && port <= 65_535) return port
  throw new Error(`${name} must be a port from 1 to 65535, not "${text}".`)
}

/** Tells of a taken port before anybody has waited for the build. */
function expectFree(port, name) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', ({ code }) => {
      const trouble = code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${code})`
      reject(new Error(`Port ${port} ${trouble}. Choose another one, for example: ${name}=${port + 10} npm start`))
    })
    probe.listen(port, HOST, () => probe.close(resolve))
  })
}
