import { addressOf, type Element, type Page } from './page'
import { find, type Finding } from './finding'
import { isSameSite } from './site'

/** Forms with an e-mail that lead to another site: there nobody knows the click. */
export const findFormsElsewhere = (page: Page): readonly Finding[] => {
  const forms = new Set(page.elements.filter(isEmail).flatMap((input) => findForm(input) ?? []))
  const actions = [...forms].flatMap(({ attributes }) => addressOf(page, attributes.get('action')) ?? [])
  const hosts = new Set(actions.map(({ host, hostname }) => (isSameSite(hostname, page.url.hostname) ? '' : host)))
  return [...hosts].filter(Boolean).map((host) => find('form-elsewhere', host))
}

const isEmail = ({ name, attributes }: Element) =>
  name === 'input' &&
  (attributes.get('type')?.toLowerCase() === 'email' || /^e-?mail$/i.test(attributes.get('name') ?? ''))

const findForm = (input: Element): Element | undefined => {
  for (let at = input.parent; at; at = at.parent) if (at.name === 'form') return at
  return undefined
}
