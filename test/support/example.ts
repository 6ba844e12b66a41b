import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serveSandbox, type Conversion, type LoggedRequest, type Sandbox } from '@introw/affiliate/sandbox'
import { createExample, SHARED_PATHS } from '../../examples/pages.mjs'
import { STAND_INS } from '../../examples/vendors.mjs'
import type { Affiliate } from '../../src/types.ts'
import { poll } from './poll.ts'
import { startSite, type Site } from './site.ts'

/** What a test page's window holds of ours. */
export type Page = Window & { introw: { affiliate: Affiliate } }

/** An example folder on a merchant's site, with a sandbox behind it. */
export interface Example {
  readonly site: Site
  readonly sandbox: Sandbox
  /** A fresh click of a partner's visitor. */
  click(): Promise<string>
  /** A page's address on www.shop.localhost, with a click id if one is given. */
  url(path: string, clickId?: string): string
  /** One of the folder's pages under another path, with its text changed. */
  variant(path: string, from: string, change: (html: string) => string): void
  /** Resolves once the click is converted. */
  recorded(clickId: string): Promise<Conversion>
  /** The requests of a click, oldest first. */
  requests(clickId: string): readonly LoggedRequest[]
  /** The bodies of a click's requests, one a line. */
  sent(clickId: string): string
  close(): Promise<void>
}

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))
const CONVERSIONS = '/api/v1/affiliate/conversions'

/** Host names as they are in the world, the vendors' and others', all led to the example's site. */
export function everyHost({ site }: Example): Record<string, string> {
  const names = [
    ...Object.keys(STAND_INS).map((address) => new URL(address).hostname),
    'hubspot.com',
    'hsforms.com',
    'hsforms.net',
    'acme.example',
    'evil.example',
    'nothubspot.com',
    'localhost',
  ]
  const place = `127.0.0.1:${site.port}`
  return Object.fromEntries(
    names.flatMap((name) => [
      [name, place],
      [`*.${name}`, place],
    ]),
  )
}

export async function startExample(
  folder: string,
  { https = false, hasEveryHost = false }: { https?: boolean; hasEveryHost?: boolean } = {},
): Promise<Example> {
  const served = await serveSandbox({ port: 0 })
  const { sandbox } = served
  const site = await startSite({ https })
  // On https the API is behind the site, as a merchant's own proxy would have it: loopback without https is mixed content.
  const apiHost = https ? `${site.origin()}/introw` : served.url
  site.page(`/introw${CONVERSIONS}`, (request) => sandbox.fetch(new Request(`${served.url}${CONVERSIONS}`, request)))
  const example = createExample(folder, { apiHost, serverApiHost: served.url, hasEveryHost })
  const pages = readdirSync(join(EXAMPLES, folder), { recursive: true, encoding: 'utf8' })
  // A route handler answers under its name.
  for (const path of [...pages.map((page) => `/${page.replace(/\.mjs$/, '')}`), ...SHARED_PATHS]) {
    site.page(path, (request) => example.fetch(request))
  }
  const requests = (clickId: string) => sandbox.store.requests.filter((request) => request.clickId === clickId)

  return {
    site,
    sandbox,
    async click() {
      const answer = await sandbox.fetch(
        new Request(`${served.url}/sandbox/clicks`, { method: 'POST', body: '{"code":"demo"}' }),
      )
      return ((await answer.json()) as { clickId: string }).clickId
    },
    url: (path, clickId) => site.origin() + path + (clickId ? `?irw_id=${encodeURIComponent(clickId)}` : ''),
    variant(path, from, change) {
      site.page(path, async () => {
        const page = await example.fetch(new Request(site.origin() + from))
        return change(await page.text())
      })
    },
    async recorded(clickId) {
      const conversion = await poll(`a conversion of ${clickId}`, async () => sandbox.store.conversion(clickId))
      if (!conversion) throw new Error('The conversion is gone.')
      return conversion
    },
    requests,
    sent: (clickId) =>
      requests(clickId)
        .map(({ body }) => body)
        .join('\n'),
    async close() {
      await site.close()
      await served.close()
    },
  }
}
