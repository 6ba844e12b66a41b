import { afterEach } from 'vitest'
import type { Affiliate } from '../../../../src/types'
import { KEY } from '../../../support/unit/backend'
import { cookieWrites, watchStorage } from '../../../support/unit/browser'
import { importIntegrations, visit, type VisitOptions } from '../../../support/unit/page'
import { SHOP, useShop } from '../../../support/unit/shop'
import { settle } from '../../../support/unit/time'
import { forgetAll, removeGlobals, type Visitor } from './globals'
import { PLATFORMS, type StandIn } from './platforms'

/** How the page has us: the tag of the full edition, or npm. */
export type Install = 'tag' | 'npm'

export interface Opening extends Omit<VisitOptions, 'tag' | 'edition' | 'options'> {
  readonly url?: string
  readonly install?: Install
  /** What the merchant's category is, in the setting. */
  readonly category?: string
  /** Whether the platform's script was there before ours. Default: after. */
  readonly isEarlier?: boolean
  /** Undefined where its script is blocked. */
  readonly visitor?: Visitor | undefined
}

export function usePlatforms() {
  const shop = useShop()
  afterEach(() => {
    removeGlobals()
    forgetAll()
  })

  /** Opens a page of the shop behind a platform, whose script has told what it knows. */
  async function open(name: string, platform: StandIn, opening: Opening = {}): Promise<Affiliate> {
    const { url = SHOP, install = 'tag', category, isEarlier, visitor, before, ...rest } = opening
    removeGlobals()
    const options: VisitOptions = {
      ...rest,
      before: () => {
        before?.()
        if (isEarlier && visitor) platform.come(visitor)
      },
    }
    const affiliate =
      install === 'npm'
        ? await visit(url, { ...options, options: await toOptions(platform, category) })
        : await visit(url, { ...options, edition: 'full', tag: toTag(name, category) })
    if (!isEarlier && visitor) platform.come(visitor)
    await settle()
    return affiliate
  }

  return { ...shop, open }
}

const toTag = (name: string, category: string | undefined) => ({
  'data-publishable-key': KEY,
  'data-consent': name.split(' ')[0] ?? '',
  ...(category !== undefined && { 'data-consent-category': category }),
})

const toOptions = async (platform: StandIn, category: string | undefined) => {
  const integrations = await importIntegrations()
  return { publishableKey: KEY, consent: integrations[platform.option](category) }
}

export function findPlatform(name: string): StandIn {
  const platform = PLATFORMS[name]
  if (!platform) throw new Error(`There is no ${name}.`)
  return platform
}

/** Counts what is written and sent from now on. */
export function count(calls: readonly unknown[]) {
  const [cookies, requests] = [cookieWrites.length, calls.length]
  const storage = watchStorage()
  return () => ({
    cookies: cookieWrites.length - cookies,
    storage: storage.filter((call) => call === 'setItem').length,
    requests: calls.length - requests,
  })
}

export const NOTHING = { cookies: 0, storage: 0, requests: 0 }
/** A no is told to other tabs, by a word that stands in storage for a moment. */
export const A_NO = { cookies: 0, storage: 1, requests: 0 }
