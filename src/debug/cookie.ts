import { quietly } from './quietly'
import { NAME } from '../stored/name'

const ALLOW =
  'Allow cookies for this site, or try another browser. Visitors who do this lose the click with the page too.'

const HTTP_ONLY = `If your server sets ${NAME}, do it without HttpOnly; and look at what removes cookies here.`

/** Reads the cookie's raw values; throws nowhere. */
const readValues = (): string[] =>
  (quietly(() => document.cookie) ?? '')
    .split('; ')
    .filter((pair) => pair.startsWith(`${NAME}=`))
    .map((pair) => pair.slice(NAME.length + 1))

/** Asks whether a cookie that this page can see holds a click id. */
export const isHeld = (id: string): boolean => readValues().includes(encodeURIComponent(id))

/** A sandboxed frame without `allow-same-origin` has no origin; nor has a page from disk, in no frame at all. */
export const isSandboxed = (): boolean => self.origin === 'null' && /^(https?|about|blob):$/.test(location.protocol)

/** Why no cookie holds here, and what to do about it. */
export const whyRefused = (): readonly [why: string, remedy: string] => {
  if (isSandboxed())
    return [
      'this page is in a sandboxed frame',
      "Add allow-same-origin to the frame's sandbox attribute, or install affiliate.js on the page around it.",
    ]
  if (!/^https?:$/.test(location.protocol))
    return [`${location.protocol} pages have no cookies`, 'Serve the page by http or https.']
  if (isInForeignFrame())
    return [
      'this page is in a frame of another site, and the browser blocks third-party cookies',
      'Install affiliate.js on the page around the frame.',
    ]
  if (!navigator.cookieEnabled || !quietly(() => localStorage)) return ['cookies are off in this browser', ALLOW]
  if (!quietly(() => document.cookie))
    return ['cookies are off in this browser, it seems, since this page can read none at all', `${ALLOW} ${HTTP_ONLY}`]
  return ['the browser takes others, but not this one', HTTP_ONLY]
}

/** Why a domain was not taken. */
export const whyNot = (domain: string): string => {
  const parent = domain.replace(/^\./, '').toLowerCase()
  const host = location.hostname
  if (/^https?:|[/:\s]/.test(parent)) return 'it is no host name'
  if (host !== parent && !host.endsWith(`.${parent}`)) return `it is no parent domain of ${host}`
  return 'the browser refuses it; a public suffix such as co.uk or github.io belongs to everybody'
}

/** Reading anything of a window of another origin throws. */
const isInForeignFrame = () => window.top !== window && quietly(() => window.top?.location.href) === undefined
