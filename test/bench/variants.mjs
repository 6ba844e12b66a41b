import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildPeers, readVersion } from './peers.mjs'
import { minifyScript } from './sizes.mjs'

/** As long as those that Introw signs. */
export const CLICK_ID = `aff_${'c2FtcGxlIGNsaWNrIG9mIGEgdXN1YWwgbGVuZ3Ro'.repeat(3)}`

const CLICK_QUERY = `irw_id=${CLICK_ID}`
const SET = `Cookies.set('_introw_aff','${CLICK_ID}',{expires:90,path:'/',sameSite:'lax'})`

/** Makes the page's first element, as snippets that load a script do. */
const SNIPPET = "document.createElement('script')"

/** In every run: ours, and what it is compared with. */
const ALWAYS = /^(empty|js-cookie|affiliate|full|against)(,|$)/

/**
 * What is compared: a script, what it was set up to do, and with which query the visitor lands.
 *
 * @param options.file - Our script.
 * @param options.against - Another build of it, if any.
 * @param options.only - A word of the peers' names wanted; `affiliate` for none of them.
 */
export async function createVariants(root, { file, against, only = '' }) {
  const affiliate = await readFile(file, 'utf8')
  const full = await readFile(join(root, 'dist', 'affiliate.full.js'), 'utf8')
  const other = against && (await readFile(against, 'utf8'))
  const source = await readFile(join(root, 'node_modules', 'js-cookie', 'dist', 'js.cookie.js'), 'utf8')
  const cookie = await minifyScript(source)
  const cookieVersion = await readVersion(root, 'js-cookie')
  const variants = {
    empty: { script: '', setUp: 'a script of 0 bytes' },
    'js-cookie': { version: cookieVersion, script: cookie, setUp: 'loaded, not used' },
    'js-cookie, one set': { version: cookieVersion, script: `${cookie}\n${SET}`, setUp: 'one cookie set' },
    affiliate: { script: affiliate, setUp: 'a page view' },
    'affiliate, click': { script: affiliate, query: CLICK_QUERY, setUp: 'a landing with a click' },
    'affiliate, beside': {
      script: affiliate,
      snippet: SNIPPET,
      setUp: 'a page view; the page has made an element before',
    },
    'affiliate, click, beside': {
      script: affiliate,
      query: CLICK_QUERY,
      snippet: SNIPPET,
      setUp: 'a landing with a click; the page has made an element before',
    },
    full: { script: full, setUp: 'a page view, no integration named' },
    'full, beside': {
      script: full,
      snippet: SNIPPET,
      setUp: 'the same; the page has made an element before',
    },
    ...(other !== undefined && {
      against: { script: other, setUp: 'a page view' },
      'against, click': { script: other, query: CLICK_QUERY, setUp: 'a landing with a click' },
    }),
  }
  const isWanted = (name) => ALWAYS.test(name) || name.includes(only)
  const all = { ...variants, ...(await readPeers(only)) }
  return Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)))
}

/** Building them takes a while: not for a look at `affiliate` alone, though a peer has that word in its name. */
async function readPeers(only) {
  if (only === 'affiliate') return {}
  const peers = await buildPeers()
  const landing = { query: 'ref=partner', setUp: '`update()`, a landing with `?ref=partner`' }
  return { ...peers, '@logto/affiliate, click': { ...peers['@logto/affiliate'], ...landing } }
}
