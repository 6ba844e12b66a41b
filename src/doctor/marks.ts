import { MARK, readMark } from '../integrations/marked/mark'
import { MARKED_FORMS } from '../settings/full'
import { isOn } from '../settings/table'
import type { Element, Page } from './page'
import { find, type Finding } from './finding'
import type { Settings } from './settings'
import type { Edition } from './tag'

/** Forms that the merchant has marked, where nothing reads the mark or it says nothing. */
export const findMarkFaults = (page: Page, settings: Settings, edition: Edition): readonly Finding[] => {
  const forms = page.elements.filter(({ name, attributes }) => name === 'form' && attributes.has(MARK))
  if (forms.length === 0) return []
  if (edition === 'core' || !isOn(settings.texts(MARKED_FORMS))) return [find('marks-off')]
  const isOdd = (form: Element) => readMark(markOf(form), page.url.pathname) === undefined
  return forms.filter(isOdd).map((form) => find('mark-odd', markOf(form), nameOf(form)))
}

const markOf = ({ attributes }: Element): string => attributes.get(MARK) ?? ''

const nameOf = ({ attributes }: Element): string =>
  attributes.get('id') ?? attributes.get('name') ?? attributes.get('action') ?? ''
