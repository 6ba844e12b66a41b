import type { Element } from './page'

/** Whether browsers run a script, and who else does. */
export type Running =
  | { readonly state: 'runs' }
  /** A consent platform runs it after a yes. */
  | { readonly state: 'wrapped'; readonly by: string }
  /** An optimizer runs it later, of some only once the visitor moves. */
  | { readonly state: 'delayed'; readonly by: string }
  /** Nobody does. */
  | { readonly state: 'inert'; readonly why: string }

/** https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT =
  /^(?:(?:application|text)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript))$/

const OPTIMIZERS: readonly (readonly [type: RegExp, name: string])[] = [
  [/^rocketlazyloadscript$/, 'WP Rocket'],
  [/^litespeed\/javascript$/, 'LiteSpeed Cache'],
  [/^pmdelayedscript$/, 'Perfmatters'],
  [/-(text|application)\/javascript$/, 'Cloudflare Rocket Loader'],
]

/** By an attribute, or by a class. */
const PLATFORMS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/^data-(cookieconsent|cookieblock-src)$/, 'Cookiebot'],
  [/^optanon-category-/, 'OneTrust'],
  [/^data-usercentrics$/, 'Usercentrics'],
  [/^data-cookieyes$/, 'CookieYes'],
  [/^cmplz-/, 'Complianz'],
  [/^_iub_cs_activate/, 'iubenda'],
  [/^data-(cmp-|consent-src$)/, 'a consent platform'],
  [/^data-categor(y|ies)$/, 'a consent platform'],
]

/** Says whether browsers run a script as it stands in the page. */
export const findRunning = ({ attributes }: Element): Running => {
  const type = (attributes.get('type') ?? '').trim().toLowerCase()
  const isScript = type === '' || type === 'module' || JAVASCRIPT.test(type)
  const platform = PLATFORMS.find(([mark]) => listMarks(attributes).some((name) => mark.test(name)))?.[1]
  const optimizer = OPTIMIZERS.find(([pattern]) => pattern.test(type))?.[1]
  if (optimizer !== undefined) return { state: 'delayed', by: optimizer }
  if (!isScript && (platform !== undefined || type === 'text/plain'))
    return { state: 'wrapped', by: platform ?? 'a consent platform' }
  if (!isScript) return { state: 'inert', why: `type="${type}" is no JavaScript` }
  if (attributes.has('nomodule') && type !== 'module')
    return { state: 'inert', why: 'nomodule keeps every browser of today from it' }
  if (attributes.get('src')?.trim()) return { state: 'runs' }
  return [...attributes.keys()].some((name) => name.endsWith('src'))
    ? { state: 'wrapped', by: platform ?? 'a consent platform' }
    : { state: 'runs' }
}

const listMarks = (attributes: Element['attributes']) => [
  ...attributes.keys(),
  ...(attributes.get('class') ?? '').split(/\s+/),
]
