import { MARK as CLICK_MARK } from '../integrations/hidden/mark'
import { MARK, readMark } from '../integrations/marked/mark'
import { HIDDEN_FIELDS, MARKED_FORMS } from '../settings/full'
import { isOn } from '../settings/table'
import { readSwitch } from '../settings/words'
import type { Element, Page } from './page'
import { find, type Finding } from './finding'
import type { Settings } from './settings'
import type { Edition } from './tag'

/** What the merchant has marked, where nothing reads the mark or it says nothing. */
export const findMarkFaults = (page: Page, settings: Settings, edition: Edition): readonly Finding[] => [
  ...findFormFaults(page, settings, edition),
  ...findClickFaults(page, settings, edition),
]

/** What is to carry the click. */
const findClickFaults = (page: Page, settings: Settings, edition: Edition): readonly Finding[] => {
  const isRead = edition !== 'core' && settings.texts(HIDDEN_FIELDS).every(readSwitch)
  return !isRead && page.elements.some(({ attributes }) => attributes.has(CLICK_MARK)) ? [find('fields-off')] : []
}

/** Forms that count. */
const findFormFaults = (page: Page, settings: Settings, edition: Edition): readonly Finding[] => {
  const forms = page.elements.filter(({ name, attributes }) => name === 'form' && attributes.has(MARK))
  if (forms.length === 0) return []
  if (edition === 'core' || !isOn(settings.texts(MARKED_FORMS))) return [find('marks-off')]
  const isOdd = (form: Element) => readMark(markOf(form), page.url.pathname) === undefined
  return forms.filter(isOdd).map((form) => find('mark-odd', markOf(form), nameOf(form)))
}

const markOf = ({ attributes }: Element): string => attributes.get(MARK) ?? ''

const nameOf = ({ attributes }: Element): string =>
  attributes.get('id') ?? attributes.get('name') ?? attributes.get('action') ?? ''
