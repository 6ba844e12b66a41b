import { quietly } from '../debug/quietly'
import { say } from '../debug/voice'
import type { Page } from '../doctor/page'
import type { Settings } from '../doctor/settings'
import type { Edition } from '../doctor/tag'
import { listVendors } from '../doctor/vendors'
import { findMarked, nameForm } from '../integrations/marked/forms'
import { attributeOf } from '../platform/forms'
import { MARK, readMark } from '../integrations/marked/mark'
import { findElements } from '../platform/named'
import { MARKED_FORMS } from '../settings/full'
import { isOn } from '../settings/table'
import { readTree } from './page'

/** Something on the page that may count. */
export interface Countable {
  readonly what: string
  /** Undefined where the settings cannot be seen, or count what a list names. */
  readonly isCounted: boolean | undefined
}

export interface Counting {
  readonly page: Page
  readonly settings: Settings
  readonly edition: Edition
  /** Of npm: what is named stands in code. */
  readonly isUnseen: boolean
}

/** Lists the forms and schedulers of the page, each with whether it would count, and says so. */
export const listCountables = ({ page, settings, edition, isUnseen }: Counting): readonly Countable[] => {
  const whole = { ...page, elements: [...page.elements, ...listFramed()] }
  const vendors = listVendors(whole, settings, edition).map(({ what, isCounted, setting }) => ({
    what,
    isCounted: isUnseen ? undefined : isCounted,
    setting,
  }))
  const marked = findMarked().map((form) => ({
    what: `the marked form ${nameForm(form)[0] ?? ''}`.trim(),
    isCounted: isUnseen
      ? undefined
      : edition !== 'core' && isOn(settings.texts(MARKED_FORMS)) && readMarkOf(form) !== undefined,
    setting: MARKED_FORMS,
  }))
  for (const { what, isCounted, setting } of vendors) say('live-form', what, isCounted, setting)
  return [...vendors, ...marked]
}

const readMarkOf = (form: Element) => readMark(attributeOf(form, MARK), location.pathname)

/** HubSpot's older script has its forms in frames of this origin. */
const listFramed = () =>
  findElements<HTMLIFrameElement>('iframe').flatMap(
    ({ contentDocument }) => (contentDocument && quietly(() => readTree(contentDocument))) ?? [],
  )
