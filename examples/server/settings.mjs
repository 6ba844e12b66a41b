import { readFile } from 'node:fs/promises'
import process from 'node:process'

const { env } = process

/** From the environment, or else for a sandbox on this machine: `npx introw-sandbox`. */
export const settings = {
  port: Number(env.PORT ?? 4000),
  /** So that www. and app. share the cookie. */
  domain: env.COOKIE_DOMAIN ?? 'shop.localhost',
  /** Whether a proxy of yours stands in front and ends TLS. */
  trustProxy: env.TRUST_PROXY === '1',
  /** Secret: it stays on the server. */
  apiKey: env.INTROW_API_KEY ?? 'sk_introw_demo',
  publishableKey: env.INTROW_PUBLISHABLE_KEY ?? 'pk_aff_org_demo',
  apiHost: env.INTROW_API_HOST ?? 'http://127.0.0.1:4001',
}

/** affiliate.js from npm, in place of https://app.introw.io/affiliate.js: a version that you chose, from your own origin. */
export const affiliateJs = await readFile(new URL(import.meta.resolve('@introw/affiliate/affiliate.js')), 'utf8')

/** Says where the shop is. Browsers resolve every name under .localhost by themselves. */
export function announce(port) {
  console.log(`Shop: http://www.shop.localhost:${port}/`)
}
