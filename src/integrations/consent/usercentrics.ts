import { readPath } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { type Answer, type Categories, combine, createPlatform, judge, onEvents } from './platform'

/** Of version 3, which answers by a promise. */
interface Cmp {
  getConsentDetails?(): Promise<unknown>
}

/** Of version 2. */
interface Ui {
  isInitialized?(): unknown
  isConsentRequired(): unknown
  getServicesBaseInfo(): readonly unknown[]
}

/**
 * Usercentrics, version 3 (`__ucCmp`) and 2 (`UC_UI`). What version 3 has set by itself, of the type `IMPLICIT`, is no answer:
 * it is a yes where `required` is false, and else nothing. Version 2 tells nothing while consent is required.
 *
 * @param categories - Slugs of categories. Default: `marketing`.
 * @see https://usercentrics.com/docs/web/features/api/interfaces/#consentdetails
 */
export const usercentrics = (categories: Categories = 'marketing') => {
  let details: unknown
  return createPlatform(
    categories,
    (category) => (details ? readDetails(details, category) : readServices(category)),
    (look) => {
      let asked: Promise<unknown> | undefined
      const ask = () => {
        const asking = (readWindow('__ucCmp') as Cmp | undefined)?.getConsentDetails?.()
        asked = asking
        if (!asking) return look()
        // An older answer may come after a newer one.
        asking.then((answer) => {
          if (asking === asked) details = answer
          look()
        }, look)
      }
      onEvents('UC_UI_INITIALIZED', 'UC_UI_CMP_EVENT', 'UC_CONSENT')(ask)
      ask()
    },
  )
}

const readDetails = (details: unknown, category: string): Answer =>
  judge(
    readPath(details, 'categories', category, 'state') === 'ALL_ACCEPTED',
    readPath(details, 'consent', 'type') === 'EXPLICIT',
    readPath(details, 'consent', 'required') === false,
  )

const readServices = (category: string): Answer => {
  const ui = readWindow('UC_UI') as Ui | undefined
  if (ui?.isInitialized?.() !== true || ui.isConsentRequired() !== false) return undefined
  const services = ui.getServicesBaseInfo().filter((service) => readPath(service, 'categorySlug') === category)
  return combine(services.map((service) => readPath(service, 'consent', 'status') === true))
}
