import { attempt } from '../platform/attempt'
import { readDocument } from '../platform/named'
import { HOST_ONLY } from './id'
import { listDomains } from './cookie'

/** How much of the window a frame has to take: a scroll bar may be beside it, the browser's own bars above. */
const WIDTH_MIN = 0.9
const HEIGHT_MIN = 0.6

/**
 * Asks whether the address of this page is one that the visitor has followed. A frame in a page of the same site may stand in
 * what a stranger has written there, so it has to be what the visitor sees. Under another site it is as good as a page: some
 * show a whole shop under a domain of their own.
 */
export const isLandingPage = (): boolean => window.top === window || isUnderOtherSite() || isWholeWindow()

const isUnderOtherSite = (): boolean => {
  const host = attempt(readTopHost)
  const [domain = HOST_ONLY] = listDomains()
  // Unknown: it may be the same.
  return !!host && (domain === HOST_ONLY ? host !== location.hostname : !`.${host}`.endsWith(`.${domain}`))
}

/** Firefox has no `ancestorOrigins`; a frame's referrer is the page around it. */
const readTopHost = (): string => {
  const origins = location.ancestorOrigins as DOMStringList | undefined
  const top = origins?.[origins.length - 1] ?? readDocument('referrer')
  return new URL(top).hostname
}

const isWholeWindow = (): boolean => {
  const { top } = window
  // A top of another origin keeps its size for itself.
  const width = attempt(() => top?.innerWidth) ?? outerWidth
  const height = attempt(() => top?.innerHeight) ?? outerHeight
  return innerWidth > 0 && innerWidth >= width * WIDTH_MIN && innerHeight >= height * HEIGHT_MIN && isFrameVisible()
}

/** What of it can be asked: a frame of another origin does not know its element. */
const isFrameVisible = (): boolean =>
  attempt(() => window.frameElement?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) !== false
