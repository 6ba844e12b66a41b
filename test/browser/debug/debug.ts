import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll } from 'vitest'
import type { Tab } from '../../support/engine.ts'
import { KEY, openShop, type Shop } from '../../support/shop.ts'

export let shop: Shop
let nth = 0

/** Opens a shop for the tests of a file. */
export function useShop(): void {
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop?.close())
}

/** The development build's tag; an attribute that is given takes the place of its own. */
export const tag = (attributes: Record<string, string> = {}, src = '/affiliate.debug.js') => {
  const all = { 'data-publishable-key': KEY, 'data-api-host': shop.site.origin(), ...attributes }
  return `<script src="${src}"${Object.entries(all)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')}></script>`
}

/** Opens a page of its own with this in its head, through a partner link. */
export async function land(tab: Tab, head: string, query?: string): Promise<void> {
  const path = `/debug-${(nth += 1)}`
  shop.page(path, head)
  await tab.goto(`${shop.site.origin()}${path}${query ?? `?irw_id=${await shop.click()}`}`)
}

/** Waits for one line of the console that says both. */
export const hear = (tab: Tab, text: string, remedy = ''): Promise<unknown> =>
  tab.waitFor(
    (text, remedy) => {
      const told = (window.top ?? window).__seen.console
      if (told.some((line) => line.includes(`[affiliate.js] ${text}`) && line.includes(remedy))) return true
      throw new Error(`heard only: ${told.join('\n')}`)
    },
    text,
    remedy,
  )

export const track = (tab: Tab, conversion: object = { email: 'ada@acme.example' }) =>
  tab.evaluate((conversion) => void window.introw?.affiliate?.track(conversion), conversion)

/** npm's development entry, with js-cookie as it needs it, since no bundler is at work, and what a page does with it. */
export const npm = (code: string) => {
  shop.site.page('/js-cookie.mjs', async () => {
    const source = await readFile(new URL('../../../node_modules/js-cookie/dist/js.cookie.mjs', import.meta.url))
    return new Response(new Uint8Array(source), { headers: { 'content-type': 'text/javascript' } })
  })
  return `<script type="importmap">{"imports":{"js-cookie":"/js-cookie.mjs"}}</script>
  <script type="module">import { init, track } from '/esm/debug.js'; ${code}</script>`
}
