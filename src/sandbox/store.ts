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
import type { Seed } from './seed'

/** All that the sandbox knows. Lists are in the order of time, the oldest first. */
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
  campaign(id: string): Campaign | undefined
  link(code: string): Link | undefined
  click(clickId: string): Click | undefined
  /** The conversion of a click. */
  conversion(clickId: string): Conversion | undefined
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

export function createStore(changes: Changes, seed: Seed): Store {
  const tables = createTables()
  fill(tables, seed)

  return {
    ...readers(tables, seed),
    ...settings(tables, changes),
    addClick(click) {
      tables.clicks.set(click.clickId, click)
      changes.emit('click', click)
    },
    addConversion(conversion, submission) {
      tables.conversions.set(conversion.clickId, conversion)
      tables.submissions.push(submission)
      changes.emit('conversion', conversion)
      changes.emit('submission', submission)
    },
    logRequest(request) {
      tables.requests.push(request)
      changes.emit('request', request)
    },
    logPreflight(preflight) {
      tables.preflights.push(preflight)
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
      return [...tables.clicks.values()]
    },
    get conversions() {
      return [...tables.conversions.values()]
    },
    get submissions() {
      return [...tables.submissions]
    },
    get requests() {
      return [...tables.requests]
    },
    get preflights() {
      return [...tables.preflights]
    },
  }
}

function createTables() {
  return {
    campaigns: new Map<string, Campaign>(),
    links: new Map<string, Link>(),
    clicks: new Map<string, Click>(),
    conversions: new Map<string, Conversion>(),
    submissions: [] as Submission[],
    requests: [] as LoggedRequest[],
    preflights: [] as LoggedPreflight[],
  }
}

type Tables = ReturnType<typeof createTables>

function fill(tables: Tables, seed: Seed): void {
  for (const table of [tables.campaigns, tables.links, tables.clicks, tables.conversions]) table.clear()
  for (const list of [tables.submissions, tables.requests, tables.preflights]) list.length = 0
  for (const campaign of seed.campaigns) tables.campaigns.set(campaign.id, campaign)
  for (const link of seed.links) tables.links.set(link.code, link)
}

function readers(tables: Tables, seed: Seed): Pick<Store, 'apiKeys' | 'campaign' | 'link' | 'click' | 'conversion'> {
  return {
    apiKeys: seed.apiKeys,
    campaign: (id) => tables.campaigns.get(id),
    link: (code) => tables.links.get(code),
    click: (clickId) => tables.clicks.get(clickId),
    conversion: (clickId) => tables.conversions.get(clickId),
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
      if (!campaign) throw new TypeError(`There is no campaign "${id}".`)
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
