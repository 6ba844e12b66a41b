import type { ConversionResult } from '@introw/affiliate'
import { createSandbox, serveSandbox, type Fault, type Sandbox } from '@introw/affiliate/sandbox'
import { NotSupported, type Tab, type Visitor } from '../../support/engine.ts'
import { poll } from '../../support/poll.ts'
import type { Merchant, Street, Tag } from './merchant.ts'

const PATIENCE_MS = 45_000
const HOUR_MS = 3_600_000
/** Of the 20 seconds of the lease: the rest is for a slow machine. */
export const LEASE_PART_MS = 5_000

/** One visitor with one click and one conversion, at a merchant and an API that nobody else uses. */
export interface Visit {
  /** From 0; cells with variants choose by it. */
  readonly index: number
  readonly sandbox: Sandbox
  readonly tag: Tag
  readonly merchant: Merchant
  readonly conversion: {
    readonly email: string
    readonly properties: Readonly<Record<string, string | number | boolean>>
  }
  /** What every POST came to, in order: `recorded`, `duplicate`, a status, or the kind of the fault that it met. */
  log(): readonly string[]
  /** The next POSTs meet this. Default: until lifted. */
  fail(fault: Fails, times?: Fault['times']): void
  /** Follows the partner's link to the merchant, in a new tab. */
  land(): Promise<Tab>
  /** Converts, and waits until `track()` has resolved. */
  convert(tab: Tab): Promise<ConversionResult>
  /** Converts, and is gone in the same task. */
  convertAndLeave(tab: Tab, url: string): Promise<void>
  /** Converts, and the tab is closed by the driver right after. */
  convertAndClose(tab: Tab): Promise<void>
  /** Looks at another page of the merchant's. */
  view(tab: Tab): Promise<void>
  /** The same in a new tab, 5 seconds later by its clock, until all that is due has been sent. */
  viewWithinLease(): Promise<void>
  /** Goes back, and waits for the page's own word that the back/forward cache has restored it. */
  backToRestored(tab: Tab): Promise<void>
  /** The visitor's next page is an hour later. */
  letAnHourPass(): void
  /** The same in a page that stays open; in one task, so that no backoff starts in between. */
  comeOnlineAnHourLater(tab: Tab): Promise<void>
  /**
   * Cuts or restores the network: the browser's, where the driver can, and the API's port too, since Chromium lifts the
   * cut from a tab that is being closed.
   */
  offline(on: boolean): Promise<void>
  tab(): Promise<Tab>
  /** Waits until the log fits. */
  until(pattern: RegExp): Promise<void>
  /** Waits until open tabs see the e-mail in no storage. */
  settle(): Promise<void>
  close(): Promise<void>
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
type Fails = DistributiveOmit<Fault, 'on' | 'times'> & { readonly on?: Fault['on'] }

export async function startVisit(index: number, street: Street, visitor: Visitor): Promise<Visit> {
  const sandbox = createSandbox()
  let api = await serveSandbox({ port: 0, sandbox })
  const { port, url } = api
  const tag: Tag = {
    publishableKey: 'pk_aff_org_demo',
    apiPort: port,
    aheadMs: 0,
    isStorageBlocked: false,
    isBusy: false,
  }
  const merchant = street.open(tag)
  sandbox.store.updateCampaign('demo', { destination: merchant.page() })
  const conversion = createConversion(index)
  const tabs = new Set<Tab>()

  const visit: Visit = {
    index,
    sandbox,
    tag,
    merchant,
    conversion,
    log: () => sandbox.store.requests.map(({ fault, outcome, status }) => wordOf(fault, outcome, status)),
    fail: ({ on = 'post', ...kind }, times = 'until-lifted') => sandbox.faults.add({ on, times, ...kind }),
    async tab() {
      const tab = await visitor.tab()
      tabs.add(tab)
      return { ...tab, close: () => (tabs.delete(tab) ? tab.close() : Promise.resolve()) }
    },
    async land() {
      const tab = await visit.tab()
      await tab.goto(`${url}/r/demo`)
      await tab.waitFor(() => window.introw?.affiliate?.getClickId())
      return tab
    },
    convert: (tab) =>
      tab.evaluate((given) => {
        const { affiliate } = window.introw ?? {}
        return affiliate ? affiliate.track(given) : Promise.reject(new Error('There is no affiliate.js'))
      }, conversion),
    async convertAndLeave(tab, target) {
      await tab.evaluate(trackAndLeave, conversion, target)
      await tab.waitFor((expected) => location.href === expected, target)
    },
    async convertAndClose(tab) {
      await tab.evaluate((given) => void window.introw?.affiliate?.track(given), conversion)
      await tab.close()
    },
    async view(tab) {
      await tab.goto(merchant.page())
      await tab.waitFor(() => window.introw?.affiliate?.version)
    },
    async viewWithinLease() {
      tag.aheadMs += LEASE_PART_MS
      const tab = await visit.tab()
      await visit.view(tab)
      await tab.evaluate(async (api) => {
        // The first question has it look at the outbox; what it sends leaves before what is asked after it.
        window.introw?.affiliate?.getClickId()
        await fetch(api, { mode: 'no-cors' })
      }, url)
    },
    async backToRestored(tab) {
      await tab.evaluate(() => void setTimeout(() => history.back()))
      await poll('a restored page', async () => merchant.restored.length > 0)
    },
    letAnHourPass: () => void (tag.aheadMs += HOUR_MS),
    comeOnlineAnHourLater: (tab) =>
      tab.evaluate((ms) => {
        window.aheadMs += ms
        dispatchEvent(new Event('online'))
      }, HOUR_MS),
    async offline(on) {
      if (!on) api = await serveSandbox({ port, sandbox })
      const isKnown = await visitor.offline(on).then(() => true, ignoreNotSupported)
      const hear = (tab: Tab) =>
        isKnown
          ? tab.waitFor((isOn) => navigator.onLine === isOn, !on)
          : tab.evaluate((name) => void dispatchEvent(new Event(name)), on ? 'offline' : 'online')
      await Promise.all([...tabs].map(hear))
      if (on) await api.close()
    },
    until: (pattern) => poll(`${pattern}`, async () => pattern.test(visit.log().join(' ')), PATIENCE_MS).then(() => {}),
    async settle() {
      await Promise.all([...tabs].map((tab) => tab.waitFor(isForgotten, conversion.email)))
    },
    async close() {
      await Promise.allSettled([...tabs].map((tab) => tab.close()))
      await api.close().catch(() => {})
    },
  }
  return visit
}

function wordOf(fault: string | null, outcome: string, status: number | null): string {
  return fault === null || fault === 'status' ? (status !== null && status >= 300 ? String(status) : outcome) : fault
}

function createConversion(index: number): Visit['conversion'] {
  const properties = { plan: 'pro', seats: index + 1, isTrial: true, note: `"Zoë" & co, ${index} €, 😀` }
  return { email: `visitor-${index}@example.com`, properties }
}

/** In a task of its own, so that the driver's call has returned. */
function trackAndLeave(given: Visit['conversion'], target: string): void {
  setTimeout(() => {
    void window.introw?.affiliate?.track(given)
    location.href = target
  })
}

function isForgotten(email: string): boolean {
  try {
    return !JSON.stringify([localStorage, sessionStorage]).includes(email)
  } catch {
    return true
  }
}

function ignoreNotSupported(error: unknown): false {
  if (error instanceof NotSupported) return false
  throw error
}
