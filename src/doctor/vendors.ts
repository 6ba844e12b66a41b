import { successName, vendorName } from '../debug/vendors'
import { COUNTING_SETTINGS, type CountingSetting, MARKED_FORMS } from '../settings/full'
import { createFilter, type FormFilter, isNaming, SETTINGS, type Texts } from '../settings/table'
import { readList, readSwitch } from '../settings/words'
import { addressOf, type Page } from './page'
import { find, type Finding } from './finding'
import type { Settings } from './settings'
import type { Edition } from './tag'

/** By the address of a script or a frame, or by an attribute: `name=value`. */
const MARKS: Readonly<Record<CountingSetting, RegExp>> = {
  calendly: /^(assets\.)?calendly\.com\/|^class=.*\bcalendly-inline-widget\b/,
  'cal-com': /^(app\.)?cal\.com\/|^data-cal-link=/,
  chilipiper: /(^|\.)chilipiper\.com\//,
  'default-com': /^import-cdn\.default\.com\//,
  marketo: /\/js\/forms2\/js\/forms2(\.min)?\.js|^id=mktoForm_/,
  typeform: /^(embed|form|[\w-]+)\.typeform\.com\/|^data-tf-/,
  'contact-form-7': /^class=.*\bwpcf7(-form)?\b|\/plugins\/contact-form-7\//,
}

/** In place of an id: nothing counts, and an accepted form lends its e-mail. */
const EMAIL = 'email'

const MEETINGS = /^(meetings|app)(-\w+)?\.hubspot\.com\/|^class=.*\bmeetings-iframe-container\b/

const FORM_ID = /["']?formId["']?\s*:\s*["']([\da-f-]{36})["']/gi

/** A form or a scheduler that is on a page. */
export interface Vendor {
  /** In words: `the HubSpot form 0a1b…`. */
  readonly what: string
  /** Undefined where those alone count that a list names. */
  readonly isCounted: boolean | undefined
  /** Which says so. */
  readonly setting: string
}

/** Lists the forms and schedulers that are known, and whether they count here. */
export const listVendors = (page: Page, settings: Settings, edition: Edition): readonly Vendor[] => {
  const marks = listMarks(page)
  const isThere = (mark: RegExp) => marks.some((text) => mark.test(text))
  const isCounted = createHubspotFilter(settings, edition)
  const forms = listForms(page).map((id) => ({
    what: successName(`hubspot:${id}`),
    isCounted: isCounted(id),
    setting: 'hubspot',
  }))
  const meetings = { what: 'HubSpot Meetings', isCounted: countsMeetings(settings), setting: 'hubspot-meetings' }
  const others = COUNTING_SETTINGS.filter((name) => isThere(MARKS[name])).map((name) => ({
    what: vendorName(name),
    isCounted: edition !== 'core' && judge(settings.texts(name)),
    setting: name,
  }))
  return [...forms, ...(isThere(MEETINGS) ? [meetings] : []), ...others]
}

/** Says of each whether it counts. */
export const describeVendors = (page: Page, settings: Settings, edition: Edition): readonly string[] =>
  listVendors(page, settings, edition).map(
    ({ what, isCounted, setting }) =>
      `On this page: ${what}, which ${
        isCounted === undefined
          ? `counts if data-${setting} names it`
          : isCounted
            ? `counts (${setting})`
            : `does not count; to have it count, name it: data-${setting}`
      }.`,
  )

/** Whether a vendor counts: of several sources each has to say so. `email` counts nothing, and lends. */
const judge = (texts: Texts): boolean | undefined => {
  if (texts.length === 0) return false
  if (createFilter(texts)('')) return true
  const isNamed = (text: string) => readSwitch(text) ?? readList(text).some((name) => name !== EMAIL)
  return texts.every(isNamed) ? undefined : false
}

/** Several of HubSpot's forms that all count, though the first one is final. */
export const findRivals = (page: Page, settings: Settings, edition: Edition): readonly Finding[] => {
  const isCounted = createHubspotFilter(settings, edition)
  // A list has been chosen.
  if (!isCounted('')) return []
  const [first, second] = listForms(page)
  return first !== undefined && second !== undefined
    ? [find('rivals-forms', successName(`hubspot:${first}`), successName(`hubspot:${second}`))]
    : []
}

const countsMeetings = ({ texts }: Settings) => SETTINGS['hubspot-meetings'](texts('hubspot-meetings'))

/** Name nothing, and HubSpot's forms count; name something, and only what is named counts. */
const createHubspotFilter = (settings: Settings, edition: Edition): FormFilter => {
  const { texts } = settings
  const isElsewhere =
    countsMeetings(settings) ||
    (edition !== 'core' && [...COUNTING_SETTINGS, MARKED_FORMS].some((name) => isNaming(texts(name))))
  return createFilter(texts('hubspot').length > 0 ? texts('hubspot') : [isElsewhere ? 'off' : 'on'])
}

/** The ids of HubSpot's forms on a page, each once. */
const listForms = ({ elements }: Page): readonly string[] => {
  const ids = elements.flatMap(({ name, attributes, text }) => {
    if (name === 'script') return [...text.matchAll(FORM_ID)].map(([, id = '']) => id)
    const id = attributes.get('data-form-id') ?? ''
    return /\bhs-form/.test(attributes.get('class') ?? '') && /^[\da-f-]{36}$/i.test(id) ? [id] : []
  })
  return [...new Set(ids.map((id) => id.toLowerCase()))]
}

const listMarks = (page: Page): readonly string[] =>
  page.elements.flatMap(({ name, attributes }) => {
    const isLoaded = name === 'script' || name === 'iframe'
    const src = isLoaded ? addressOf(page, attributes.get('src') ?? attributes.get('data-src')) : undefined
    const own = [...attributes].map(([attribute, value]) => `${attribute}=${value.slice(0, 500)}`)
    return src ? [src.host + src.pathname, ...own] : own
  })
