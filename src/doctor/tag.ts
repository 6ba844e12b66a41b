import { isFullSetting, isSettingName } from '../debug/settings'
import { addressOf, type Element, type Page } from './page'

export type Edition = 'core' | 'full' | 'debug'

/** A tag of affiliate.js on a page. */
export interface Tag {
  readonly element: Element
  /** Of the file; of a module, what it imports. */
  readonly src: URL
  /** By the file's name; undefined where it has another. */
  readonly edition: Edition | undefined
  /** A module of the page's own imports it: the tag has the settings, and no `integrity`. */
  readonly isImported: boolean
}

export const INTROW_HOST = 'app.introw.io'

const FILE = /\/affiliate(\.full|\.debug)?\.js$/

/** Whose file this is, where it has the name. */
const FILE_ANYWHERE = /\baffiliate(\.full|\.debug)?\.js\b/

/** Where scripts and consent platforms keep an address meanwhile. */
const SOURCES = ['src', 'data-src', 'data-cookieblock-src', 'data-consent-src', 'data-cmp-src', 'data-suppressedsrc']

const IMPORT = /\bimport[\s(]*['"]([^'"]+)['"]/

/** Finds the tags of affiliate.js among a page's scripts. */
export const findTags = (page: Page, isTheirs = isOurs): readonly Tag[] =>
  page.elements.filter(({ name }) => name === 'script').flatMap((element) => toTag(element, page, isTheirs) ?? [])

/** Finds them by the name of the file alone, for a page where one is known to run. */
export const findFiles = (page: Page): readonly Tag[] => findTags(page, ({ pathname }) => FILE.test(pathname))

/** Finds what seems to put a tag there, or to have been one: in the text of scripts, in hints, in what is hidden. */
export const findTrace = ({ elements, hidden }: Page): 'hidden' | 'injected' | undefined => {
  const isInjected = elements.some(
    ({ name, text, attributes }) =>
      (name === 'script' && text.includes(`${INTROW_HOST}/affiliate`)) ||
      (name === 'link' && FILE_ANYWHERE.test(attributes.get('href') ?? '')),
  )
  if (isInjected) return 'injected'
  return hidden.some((text) => FILE_ANYWHERE.test(text)) ? 'hidden' : undefined
}

const toTag = (element: Element, page: Page, isTheirs: typeof isOurs): Tag | undefined => {
  const { attributes, text } = element
  const given = SOURCES.map((name) => attributes.get(name)).find(Boolean)
  const isImported = given === undefined
  const src = addressOf(page, given ?? (attributes.get('type') === 'module' ? IMPORT.exec(text)?.[1] : undefined))
  if (!src || !isTheirs(src, element)) return undefined
  const [, name = ''] = FILE.exec(src.pathname) ?? []
  const edition = FILE.test(src.pathname)
    ? (({ '.full': 'full', '.debug': 'debug' } as const)[name] ?? 'core')
    : undefined
  return { element, src, edition, isImported }
}

/** Others have files of that name, and keys under that name. */
const isOurs = (src: URL, { attributes }: Element): boolean => {
  const key = attributes.get('data-publishable-key') ?? src.searchParams.get('publishable-key')
  if (key?.trim().startsWith('pk_aff_')) return true
  if (!FILE.test(src.pathname)) return false
  const names = [...attributes.keys()].map((name) => name.replace(/^data-/, ''))
  const isNamed = (name: string) => isSettingName(name) || isFullSetting(name) || /publish.*key/.test(name)
  const isOnOurPath = src.hostname === INTROW_HOST || /@introw\/affiliate\b/.test(src.pathname)
  return isOnOurPath || [...names, ...src.searchParams.keys()].some(isNamed)
}
