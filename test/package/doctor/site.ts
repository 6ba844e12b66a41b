import { readManifest } from '../../support/cdn.ts'
import { readStub } from '../../support/stub.ts'
import type { World } from '../../support/world.ts'

export const KEY = 'pk_aff_org_demo'
export const STUB = readStub()
export const HOME = 'https://www.shop.example/'
export const API = 'https://api.introw.io/api/v1/affiliate/conversions'

const { version, files } = readManifest()
export const PINNED = `https://app.introw.io/affiliate/${version}/affiliate.js`
export const INTEGRITY = files['affiliate.js']?.integrity ?? ''

/** A tag as the README has it, with other attributes, or another file. */
export const tag = (attributes = '', src = 'https://app.introw.io/affiliate.js') =>
  `<script async src="${src}" data-publishable-key="${KEY}" ${attributes}></script>`

export const INSTALL = STUB + tag()

/** A page with this in its head and its body. */
export const page = (head = INSTALL, body = '<h1>Shop</h1>') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body>${body}</body></html>`

/** A page with headers. */
export const answer = (
  headers: Readonly<Record<string, string | readonly string[]>>,
  head = INSTALL,
  body?: string,
) => ({
  headers,
  body: page(head, body),
})

/** A redirect that keeps the query, or does to it what it is told. */
export const redirect =
  (to: string, change: (query: string) => string = (query) => query, status = 301) =>
  (request: Request) => ({ status, headers: { Location: to + change(new URL(request.url).search) } })

export const drop = () => ''

/** A site: what it serves, what the doctor says of it, and how it is asked. */
export interface Site {
  readonly codes: readonly string[]
  readonly build: (world: World) => void
  /** Default: the home page. */
  readonly args?: readonly string[]
}

/** A site with a mistake: all codes that the doctor has to say, worst first. */
export const site = (codes: string | readonly string[], build: Site['build'], args?: readonly string[]): Site => ({
  codes: [codes].flat(),
  build,
  ...(args && { args }),
})

/** One whose mistake is in its home page. */
export const home = (
  codes: string | readonly string[],
  content: Parameters<World['serve']>[1],
  args?: readonly string[],
) => site(codes, ({ serve }) => serve(HOME, content), args)
