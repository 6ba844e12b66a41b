import type { ApiKey, Campaign, Link } from './model'

export interface Seed {
  readonly campaigns: readonly Campaign[]
  readonly links: readonly Link[]
  readonly apiKeys: readonly ApiKey[]
}

/** Where the demo campaign's links lead unless told otherwise: the merchant that `npm start` brings up. */
export const DEFAULT_DESTINATION = 'http://www.shop.localhost:4000/'

/** What a fresh sandbox holds. */
export function createSeed(destination: string): Seed {
  return {
    campaigns: [
      {
        id: 'demo',
        name: 'Demo programme',
        destination,
        publishableKey: 'pk_aff_org_demo',
        allowedOrigins: [],
        windowDays: 90,
        fieldMapping: { name: 'Full name', company: 'Company', plan: 'Plan of interest' },
      },
      {
        id: 'other',
        name: 'Another programme',
        destination,
        publishableKey: 'pk_aff_org_other',
        allowedOrigins: [],
        windowDays: 30,
        fieldMapping: {},
      },
    ],
    links: [
      { code: 'demo', campaignId: 'demo', partner: 'Maple Studio', revoked: false },
      { code: 'other', campaignId: 'other', partner: 'Northlight Agency', revoked: false },
      { code: 'revoked', campaignId: 'demo', partner: 'Former Partner', revoked: true },
    ],
    apiKeys: [
      { key: 'sk_introw_demo', scopes: ['affiliate:write'] },
      { key: 'sk_introw_readonly', scopes: ['affiliate:read'] },
    ],
  }
}
