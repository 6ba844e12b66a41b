import type { Changes } from './changes'
import type {
  ApiKey,
  Campaign,
  CampaignPatch,
  Click,
  Conversion,
  Link,
  LoggedPreflight,
  LoggedRequest,
  Submission,
} from './model'
import { checkCampaign } from './campaign'
import { countDropped, createHistories, type Dropped } from './histories'
import type { Seed } from './seed'
import { cutText } from './text'

/**
 * All that the sandbox knows. Lists are in the order of time, the oldest first. They keep the last 10,000 clicks,
 * conversions and submissions, the last 1,000 requests and preflights, and at most 16 MiB each.
 */
export interface Store {
  readonly campaigns: readonly Campaign[]
  readonly links: readonly Link[]
  readonly apiKeys: readonly ApiKey[]
  readonly clicks: readonly Click[]
  readonly conversions: readonly Conversion[]
  readonly submissions: readonly Submission[]
  /** Every POST of a conversion that arrived. */
  readonly requests: readonly LoggedRequest[]
  readonly preflights: readonly LoggedPreflight[]
  /** How many of each list were dropped, the oldest first, to keep the sandbox small. */
  readonly dropped: Dropped
  campaign(id: string): Campaign | undefined
  link(code: string): Link | undefined
  click(clickId: string): Click | undefined
  /** The conversion of a click, if it is among those that are kept. */
  conversion(clickId: string): Conversion | undefined
  /** Whether a click has converted: true even where the conversion itself was dropped. */
  isConverted(clickId: string): boolean
  /** Adds a campaign, or replaces the one of the same id. Throws a TypeError if it makes no sense. */
  putCampaign(campaign: Campaign): void
  /** Changes some of a campaign, such as a key or an allow-list that was wrong. Throws a TypeError as above. */
  updateCampaign(id: string, patch: CampaignPatch): Campaign
  /** Adds a link, or replaces the one of the same code. */
  putLink(link: Link): void
  revokeLink(code: string): void
  addClick(click: Click): void
  addConversion(conversion: Conversion, submission: Submission): void
  logRequest(request: LoggedRequest): void
  logPreflight(preflight: LoggedPreflight): void
  /** Forgets everything but the seed. */
  reset(): void
}

// eslint-disable-next-line max-lines-per-function -- one object, whose methods are a line or two each
export function createStore(changes: Changes, seed: Seed): Store {
  const tables = createTables()
  fill(tables, seed)

  return {
    ...readers(tables, seed),
    ...settings(tables, changes),
    addClick(click) {
      tables.clicks.add(click.clickId, click)
      changes.emit('click', click)
    },
    addConversion(conversion, submission) {
      tables.converted.add(conversion.clickId)
      tables.conversions.add(conversion.clickId, conversion)
      tables.submissions.add(submission.id, submission)
      changes.emit('conversion', conversion)
      changes.emit('submission', submission)
    },
    logRequest(request) {
      tables.requests.add(request.id, request)
      changes.emit('request', request)
    },
    logPreflight(preflight) {
      tables.preflights.add(preflight.id, preflight)
      changes.emit('preflight', preflight)
    },
    reset() {
      fill(tables, seed)
      changes.emit('reset', null)
    },
    get campaigns() {
      return [...tables.campaigns.values()]
    },
    get links() {
      return [...tables.links.values()]
    },
    get clicks() {
      return tables.clicks.list()
    },
    get conversions() {
      return tables.conversions.list()
    },
    get submissions() {
      return tables.submissions.list()
    },
    get requests() {
      return tables.requests.list()
    },
    get preflights() {
      return tables.preflights.list()
    },
    get dropped() {
      return countDropped(tables)
    },
  }
}

function createTables() {
  const converted = new Set<string>()
  return {
    campaigns: new Map<string, Campaign>(),
    links: new Map<string, Link>(),
    /** The ids of clicks that have converted, whether or not the conversion is still listed. */
    converted,
    ...createHistories((clickId) => converted.delete(clickId)),
  }
}

type Tables = ReturnType<typeof createTables>

function fill(tables: Tables, seed: Seed): void {
  const { campaigns, links, converted, ...histories } = tables
  for (const table of [campaigns, links, converted, ...Object.values(histories)]) table.clear()
  for (const campaign of seed.campaigns) campaigns.set(campaign.id, campaign)
  for (const link of seed.links) links.set(link.code, link)
}

function readers(
  tables: Tables,
  seed: Seed,
): Pick<Store, 'apiKeys' | 'campaign' | 'link' | 'click' | 'conversion' | 'isConverted'> {
  return {
    apiKeys: seed.apiKeys,
    campaign: (id) => tables.campaigns.get(id),
    link: (code) => tables.links.get(code),
    click: (clickId) => tables.clicks.get(clickId),
    conversion: (clickId) => tables.conversions.get(clickId),
    isConverted: (clickId) => tables.converted.has(clickId),
  }
}

function settings(
  tables: Tables,
  changes: Changes,
): Pick<Store, 'putCampaign' | 'updateCampaign' | 'putLink' | 'revokeLink'> {
  function putCampaign(campaign: Campaign): void {
    checkCampaign(campaign)
    tables.campaigns.set(campaign.id, campaign)
    changes.emit('campaign', campaign)
  }

  function putLink(link: Link): void {
    if (!tables.campaigns.has(link.campaignId)) throw new TypeError(`There is no campaign "${link.campaignId}".`)
    tables.links.set(link.code, link)
    changes.emit('link', link)
  }

  return {
    putCampaign,
    putLink,
    updateCampaign(id, patch) {
      const campaign = tables.campaigns.get(id)
      if (!campaign) throw new TypeError(`There is no campaign "${cutText(id, 100)}".`)
      const next = { ...campaign, ...patch, id }
      putCampaign(next)
      return next
    },
    revokeLink(code) {
      const link = tables.links.get(code)
      if (!link) throw new TypeError(`There is no link "${code}".`)
      putLink({ ...link, revoked: true })
    },
  }
}
