import { createServer } from 'node:http'

export const SHOP_ORIGIN = 'http://www.shop.localhost'

/** Introw's API, and the collector of every peer: another origin than the page's, as it is for their users. */
export const API_ORIGIN = 'http://api.shop.localhost'

/** For scripts that want a domain for their cookie. */
export const COOKIE_DOMAIN = 'shop.localhost'

/** Chromium's own: its updates and its accounts. It asks whatever the flags, and no peer has a host there. */
const BROWSERS_OWN = /(^|\.)(google|googleapis|gvt1)\.com(:\d+)?$/

/**
 * Keeps Chromium on this machine: our names lead to our port, no other name or address resolves, and what is wanted of
 * elsewhere asks a proxy of ours first, which notes it and refuses.
 */
export async function watchOutside() {
  const wanted = []
  const refuse = (url) => {
    wanted.push(url)
  }
  const server = createServer((request, response) => {
    refuse(new URL(request.url, 'http://unknown.invalid').host)
    response.writeHead(403).end()
  })
  server.on('connect', (request, socket) => {
    refuse(request.url)
    socket.on('error', () => undefined).end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    createArgs: (port) => [
      `--host-resolver-rules=MAP *.shop.localhost 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      `--proxy-server=http://127.0.0.1:${server.address().port}`,
      '--proxy-bypass-list=*.shop.localhost',
    ],
    requireSilence() {
      const hosts = new Set(wanted.filter((host) => !BROWSERS_OWN.test(host)))
      if (hosts.size > 0) throw new Error(`A page wanted to go elsewhere: ${[...hosts].join(', ')}`)
    },
    close: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  }
}
