import { createSandbox, type Sandbox } from '@introw/affiliate/sandbox'
import { launchEngine, type Engine, type Tab, type Visitor, type VisitorOptions } from './engine.ts'
import { recorder } from './recorder.ts'
import { startSite, type Site } from './site.ts'
import { readStub } from './stub.ts'

export const KEY = 'pk_aff_org_demo'

/** The stub that the README has merchants paste. */
export const STUB = readStub()

/** A merchant's site with Introw's API under its own origin, so that https pages may call it. */
export interface Shop {
  readonly engine: Engine
  readonly site: Site
  readonly sandbox: Sandbox
  /** A click as the partner link makes it. */
  click(): Promise<string>
  /** The install, attributes added to it. */
  tag(attributes?: string): string
  /** Sets a page: recorder, cookie log, then `head`, which is the stub and the tag unless told otherwise. */
  page(path: string, head?: string, body?: string): void
  visit<R>(work: (tab: Tab, visitor: Visitor) => Promise<R>, options?: VisitorOptions): Promise<R>
  close(): Promise<void>
}

declare global {
  interface Window {
    /** Every text that a script has assigned to `document.cookie`. */
    __writes: string[]
  }
}

export async function openShop(options?: { readonly https?: boolean }): Promise<Shop> {
  const [engine, site] = await Promise.all([launchEngine(), startSite(options)])
  const sandbox = createSandbox()
  site.page('/api/v1/affiliate/conversions', (request) => sandbox.fetch(request))
  const tag = (attributes = '') =>
    `<script async src="/affiliate.js" data-publishable-key="${KEY}" data-api-host="${site.origin()}" ${attributes}></script>`
  return {
    engine,
    site,
    sandbox,
    tag,
    async click() {
      const url = 'http://introw.localhost/sandbox/clicks'
      const answer = await sandbox.fetch(
        new Request(url, { method: 'POST', headers: JSON_TYPE, body: '{"code":"demo"}' }),
      )
      return ((await answer.json()) as { clickId: string }).clickId
    },
    page: (path, head = STUB + tag(), body = '') =>
      site.page(
        path,
        `<!doctype html><head><title>${path}</title>${recorder}${cookieLog}${head}</head><body>${body}</body>`,
      ),
    async visit(work, visitorOptions) {
      const visitor = await engine.visitor(visitorOptions)
      try {
        return await work(await visitor.tab(), visitor)
      } finally {
        await visitor.close()
      }
    },
    close: () => Promise.all([engine.close(), site.close()]).then(() => {}),
  }
}

const JSON_TYPE = { 'content-type': 'application/json' }

const cookieLog = `<script>(${logCookies.toString()})()</script>`

function logCookies(): void {
  window.__writes = []
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as Required<PropertyDescriptor>
  Object.defineProperty(document, 'cookie', {
    get: () => get.call(document),
    set(text: string) {
      window.__writes.push(text)
      set.call(document, text)
    },
  })
}

/** The page is done with everything that affiliate.js puts off. */
export const isClean = (): boolean => !location.href.includes('irw_id')

/** Nothing of ours was seen by the page: what `__seen` holds but for what the page itself did. */
export const readSeen = (): unknown[] => {
  const { errors, rejections, console, violations } = window.__seen
  return [...errors, ...rejections, ...console, ...violations]
}
