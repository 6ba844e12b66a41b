import { recorder } from '../../support/recorder.ts'
import { startSite } from '../../support/site.ts'

/** What stands in the pages of one merchant; may be changed between page views. */
export interface Tag {
  publishableKey: string
  readonly apiPort: number
  /** How far the clock of the next page is ahead, as it is when the visitor comes back later. */
  aheadMs: number
  /** Both storages throw when they are looked at, as they do where site data is blocked. */
  isStorageBlocked: boolean
  /** Scripts of the page's own keep its thread busy, three quarters of the time. */
  isBusy: boolean
}

export interface Merchant {
  /** An address of this merchant's, never used before: a page view can be told from others by it. */
  page(name?: string): string
  /** An address of somebody else's. */
  elsewhere(): string
  /** What its pages, wherever they are by now, have complained of. */
  readonly complaints: readonly string[]
  /** Those that the back/forward cache has restored. */
  readonly restored: readonly string[]
}

export interface Street {
  /** Adds a merchant with a domain of its own, and so with cookies and storage that nobody else has used. */
  open(tag: Tag): Merchant
  close(): Promise<void>
}

declare global {
  interface Window {
    /** The pages' own clock, in milliseconds ahead of the machine's. */
    aheadMs: number
  }
}

type Word = 'complaints' | 'restored'

/** Many merchants on one port: every name under `.localhost` leads there. */
export async function startStreet(): Promise<Street> {
  const site = await startSite()
  const tags = new Map<string, Tag>()
  const heard = new Map<string, Record<Word, string[]>>()
  let merchants = 0
  let pages = 0

  site.page('/', ({ url }) => renderPage(tags.get(domainOf(url)), new URL(url).searchParams.get('view')))
  site.page('/plain', '<!doctype html><title>plain</title>')
  for (const word of ['complaints', 'restored'] as const) {
    site.page(`/${word}`, async (request) => {
      heard.get(domainOf(request.url))?.[word].push(await request.text())
      return new Response(null, { status: 204 })
    })
  }

  return {
    open(tag) {
      const domain = `shop-${(merchants += 1)}.localhost`
      const words = { complaints: [], restored: [] }
      tags.set(domain, tag)
      heard.set(domain, words)
      return {
        ...words,
        elsewhere: () => `${site.origin('www.elsewhere.localhost')}/plain?view=${(pages += 1)}`,
        page: (name = '') => `${site.origin(`www.${domain}`)}/${name}?view=${(pages += 1)}`,
      }
    },
    close: () => site.close(),
  }
}

function domainOf(url: string): string {
  return new URL(url).hostname.replace('www.', '')
}

/** Each page view knows the API by a name of its own, so that the API's log tells them apart. */
function renderPage(tag: Tag | undefined, view: string | null): string {
  if (!tag) return '<!doctype html><title>nobody</title>'
  const apiHost = `http://view-${view}.localhost:${tag.apiPort}`
  return `<!doctype html><title>shop</title>${recorder}
<script>(${tellAtOnce.toString()})()</script>
<script>(${runAhead.toString()})(${tag.aheadMs})</script>
${tag.isBusy ? `<script>(${keepBusy.toString()})()</script>` : ''}
${tag.isStorageBlocked ? `<script>(${blockStorage.toString()})()</script>` : ''}
<script async src="/affiliate.js" data-publishable-key="${tag.publishableKey}" data-api-host="${apiHost}"></script>
<h1>Thank you</h1>`
}

/** Sends on what the recorder sees when it sees it, since the page may be gone before anybody asks. */
function tellAtOnce(): void {
  for (const [kind, list] of Object.entries(window.__seen) as [string, string[]][]) {
    list.push = (...texts) => {
      for (const text of texts) navigator.sendBeacon('/complaints', `${kind}: ${text}`)
      return Array.prototype.push.apply(list, texts)
    }
  }
  addEventListener('pageshow', (event) => event.persisted && navigator.sendBeacon('/restored', location.href))
}

function runAhead(aheadMs: number): void {
  const now = Date.now
  window.aheadMs = aheadMs
  Date.now = () => now.call(Date) + window.aheadMs
}

/** In tasks of 150 ms, as heavy tags of real pages have them, each with a little air behind it. */
function keepBusy(): void {
  const work = () => {
    const end = performance.now() + 150
    while (performance.now() < end);
    setTimeout(work, 50)
  }
  work()
}

function blockStorage(): void {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      },
    })
  }
}
