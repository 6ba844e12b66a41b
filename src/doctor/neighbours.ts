import { addressOf, type Element, type Page } from './page'

/** Others whose scripts a page has. */
export interface Neighbours {
  readonly consent: readonly string[]
  readonly managers: readonly string[]
  readonly affiliates: readonly string[]
}

type Marks = readonly (readonly [name: string, mark: RegExp])[]

/** By the address of a script, without its scheme, or by the text of one. */
const CONSENT: Marks = [
  ['Cookiebot', /^consent\.cookiebot\.(com|eu)\//],
  ['OneTrust', /^([\w-]+\.)?(cookielaw\.org|onetrust\.com)\/|\/otSDKStub\.js/],
  ['Usercentrics', /\.usercentrics\.eu\//],
  ['CookieYes', /^cdn-cookieyes\.com\//],
  ['Complianz', /\/plugins\/complianz-gdpr/],
  ['Didomi', /^sdk\.privacy-center\.org\//],
  ['iubenda', /^(cdn|cs|embeds)\.iubenda\.com\//],
  ['Osano', /^cmp\.osano\.com\//],
  ['Termly', /^app\.termly\.io\//],
  ['TrustArc', /^consent\.trustarc\.com\//],
  ['consentmanager', /\.consentmanager\.net\//],
  ['CookieFirst', /^consent\.cookiefirst\.com\//],
  ['Axeptio', /^static\.axept\.io\//],
  ["HubSpot's banner", /^js(-\w+)?\.hs-banner\.com\//],
  ['vanilla-cookieconsent', /\/cookieconsent(\.umd|\.esm)?(\.min)?\.js/],
  ['Klaro', /\/klaro(-no-css)?(\.min)?\.js/],
  ['tarteaucitron', /\/tarteaucitron(\.min)?\.js/],
  ['Borlabs Cookie', /\/plugins\/borlabs-cookie/],
  ['A platform of IAB TCF', /\b__tcfapi\b/],
]

const MANAGERS: Marks = [
  ['Google Tag Manager', /^www\.googletagmanager\.com\/gtm\.js|googletagmanager\.com\/gtm\.js\?id=/],
  ['Tealium', /^tags\.tiqcdn\.com\/utag\//],
  ['Adobe Experience Platform Tags', /^assets\.adobedtm\.com\//],
  ['Matomo Tag Manager', /\/container_\w+\.js/],
  ['Piwik PRO', /\.containers\.piwik\.pro\//],
  ['Segment', /^cdn\.segment\.com\/analytics\.js\/|cdn\.segment\.com\/analytics\.js\/v1/],
]

const AFFILIATES: Marks = [
  ['Rewardful', /^r\.wdfl\.co\//],
  ['FirstPromoter', /^cdn\.firstpromoter\.com\//],
  ['PartnerStack', /^(js\.partnerstack\.com|snippet\.growsumo\.com)\//],
  ['Dub', /^www\.dubcdn\.com\/analytics\//],
  ['Tolt', /^cdn\.tolt\.io\//],
  ['Affonso', /^(cdn\.)?affonso\.io\//],
  ['Tapfiliate', /^script\.tapfiliate\.com\//],
  ['Cello', /^assets\.cello\.so\//],
  ['impact.com', /\.impactcdn\.com\//],
  ['Awin', /^www\.dwin1\.com\//],
  ['Refersion', /^cdn\.refersion\.com\//],
  ['Affitor', /^api\.affitor\.com\/js\//],
]

/** A longer script is a library, which names much. */
const TEXT_MAX = 5_000

/** Finds who else is on a page. */
export const findNeighbours = (page: Page): Neighbours => {
  const marks = page.elements.filter(({ name }) => name === 'script').flatMap((element) => listMarks(element, page))
  const named = (table: Marks) =>
    table.filter(([, mark]) => marks.some((text) => mark.test(text))).map(([name]) => name)
  return { consent: named(CONSENT), managers: named(MANAGERS), affiliates: named(AFFILIATES) }
}

/** What a script is known by: its address, or its text, in which loaders name one. */
const listMarks = ({ attributes, text }: Element, page: Page): readonly string[] => {
  const src = addressOf(page, attributes.get('src') ?? attributes.get('data-src'))
  if (src) return [src.host + src.pathname + src.search]
  return [text.slice(0, TEXT_MAX), ...[...text.slice(0, TEXT_MAX).matchAll(/\/\/([\w.-]+\/[^\s"'`]*)/g)].map(toMark)]
}

const toMark = ([, address = '']: RegExpExecArray) => address
