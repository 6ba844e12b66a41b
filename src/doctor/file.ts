import { toText } from './body'
import type { Page } from './page'
import { find, type Finding } from './finding'
import { judgeIntegrity } from './integrity'
import { type Answer, headerOf } from './network'
import { INTROW_HOST, type Tag } from './tag'

/** Which releases a path follows. */
type Track = 'pinned' | 'line' | 'newest' | 'own'

/** What every build of it holds. */
const MARK = '_introw_aff'

const VERSION = /\bversion:\s*["'](\d+\.\d+\.\d+[\w.+-]*)["']/

const FOLLOWS: Readonly<Record<Track, string>> = {
  pinned: 'which never changes',
  line: 'which moves with its line of versions',
  newest: 'which moves with every release',
  own: 'which is not on the CDN',
}

const EDITIONS = { core: 'core edition', full: 'full edition', debug: 'development build' }

/** Finds what is wrong with the file of a tag, as browsers load it. */
export const findFileFaults = (tag: Tag, answer: Answer, page: Page): readonly Finding[] => {
  const { src, edition } = tag
  if (answer.state === 'failed') return [find('script-unreachable', src.href, answer.cause)]
  if (answer.status < 200 || answer.status > 299) return [find('script-missing', src.href, answer.status)]
  const type = headerOf(answer.headers, 'content-type')
  if (!toText(answer.bytes, type).includes(MARK)) return [find('script-other', src.href, type)]
  const isForeign = src.origin !== page.url.origin
  return [
    ...(edition === 'debug' ? [find('debug-build')] : []),
    ...(tag.isImported ? [] : findIntegrityFaults(tag, answer, isForeign)),
    ...(isForeign && isRefused(corsOf(tag), answer, page) ? [find('script-cors', src.href)] : []),
  ]
}

/** How a browser asks whether it may read the file; undefined where it does not ask. Of a module it always does. */
export const corsOf = ({ element: { attributes } }: Pick<Tag, 'element'>): string | undefined =>
  attributes.get('crossorigin') ?? (attributes.get('type') === 'module' ? '' : undefined)

/** Says which file a tag loads; undefined where it is none of ours. */
export const describeFile = ({ src, edition }: Tag, answer: Answer): string | undefined => {
  const text = answer.state === 'answered' ? toText(answer.bytes, '') : ''
  if (!text.includes(MARK)) return undefined
  const version = VERSION.exec(text)?.[1] ?? 'of an unknown version'
  return `affiliate.js ${version}, ${edition ? EDITIONS[edition] : 'by another name'}: ${src.href.split(/[?#]/)[0]}, ${FOLLOWS[trackOf(src)]}.`
}

const findIntegrityFaults = (
  { element, src }: Tag,
  answer: Extract<Answer, { state: 'answered' }>,
  isForeign: boolean,
) => {
  const { attributes } = element
  const verdict = judgeIntegrity(attributes.get('integrity'), answer.bytes)
  const isChecked = verdict === 'right' || verdict === 'wrong'
  const findings: Finding[] = []
  if (verdict === 'unreadable') findings.push(find('integrity-unreadable'))
  if (verdict === 'wrong') findings.push(find('integrity-wrong', src.href))
  if (isChecked && /^(line|newest)$/.test(trackOf(src))) findings.push(find('integrity-moving', src.pathname))
  if (isChecked && isForeign && corsOf({ element }) === undefined) findings.push(find('crossorigin-missing'))
  return findings
}

const isRefused = (crossorigin: string | undefined, answer: Extract<Answer, { state: 'answered' }>, { url }: Page) => {
  if (crossorigin === undefined) return false
  const allowed = headerOf(answer.headers, 'access-control-allow-origin')
  if (crossorigin.toLowerCase() !== 'use-credentials') return allowed !== '*' && allowed !== url.origin
  return allowed !== url.origin || headerOf(answer.headers, 'access-control-allow-credentials') !== 'true'
}

const trackOf = ({ hostname, pathname }: URL): Track => {
  if (/(\/affiliate\/|@introw\/affiliate@)\d+\.\d+\.\d+[^/]*\//.test(pathname)) return 'pinned'
  if (/(\/affiliate\/|@introw\/affiliate@)\d+(\.\d+)?\//.test(pathname)) return 'line'
  return hostname === INTROW_HOST || pathname.includes('@introw/affiliate') ? 'newest' : 'own'
}
