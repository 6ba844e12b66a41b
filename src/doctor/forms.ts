import { findListed } from '../integrations/links/domains'
import { addressOf, type Element, type Page } from './page'
import { find, type Finding } from './finding'
import { isSameSite } from './site'

/**
 * Forms with an e-mail that lead to another site: there nobody knows the click.
 *
 * @param domains - Those that it is handed to.
 */
export const findFormsElsewhere = (page: Page, domains: readonly string[] = []): readonly Finding[] => {
  const forms = new Set(page.elements.filter(isEmail).flatMap((input) => findForm(input) ?? []))
  const actions = [...forms].flatMap(({ attributes }) => addressOf(page, attributes.get('action')) ?? [])
  const isKnown = (action: URL) =>
    isSameSite(action.hostname, page.url.hostname) || findListed(action, domains) !== undefined
  const hosts = new Set(actions.map((action) => (isKnown(action) ? '' : action.host)))
  return [...hosts].filter(Boolean).map((host) => find('form-elsewhere', host))
}

const isEmail = ({ name, attributes }: Element) =>
  name === 'input' &&
  (attributes.get('type')?.toLowerCase() === 'email' || /^e-?mail$/i.test(attributes.get('name') ?? ''))

const findForm = (input: Element): Element | undefined => {
  for (let at = input.parent; at; at = at.parent) if (at.name === 'form') return at
  return undefined
}
