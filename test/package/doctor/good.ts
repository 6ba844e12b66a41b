import { readFileSync } from 'node:fs'
import { hashOf } from '../../../src/doctor/policy'
import {
  answer,
  home,
  HOME,
  INSTALL,
  INTEGRITY,
  KEY,
  page,
  PINNED,
  redirect,
  site,
  type Site,
  STUB,
  tag,
} from './site.ts'

const FULL = 'https://app.introw.io/affiliate.full.js'
const FORM = '11111111-aaaa-4aaa-8aaa-000000000001'
const HASH = hashOf(STUB.replace(/<\/?script>/g, ''))
const CSP = 'Content-Security-Policy'
const built = () => readFileSync(new URL('../../../dist/affiliate.js', import.meta.url))

/** Sites without a mistake. */
export const GOOD: Readonly<Record<string, Site>> = {
  'the two lines': home([], page()),
  'the two lines, and the key tried': home([], page(), ['--key', HOME]),
  'a pinned tag': home([], page(STUB + tag(`integrity="${INTEGRITY}" crossorigin="anonymous"`, PINNED))),
  'redirects that keep the query': site(
    [],
    ({ serve }) => {
      serve('http://shop.example/', redirect('https://shop.example/'))
      serve('https://shop.example/', redirect(HOME))
      serve(
        HOME,
        redirect('/en-gb/', (query) => `${query}&from=shop#top`, 307),
      )
      serve(`${HOME}en-gb/`, page())
    },
    ['http://shop.example'],
  ),
  'several addresses of one page': site(
    [],
    ({ serve }) => {
      serve('http://shop.example/', redirect(HOME))
      serve(HOME, page())
    },
    ['http://shop.example', HOME],
  ),
  'the full edition, and Calendly': home(
    [],
    page(
      STUB + tag('data-calendly="acme/demo" data-hubspot="email"', FULL),
      '<div class="calendly-inline-widget" data-url="https://calendly.com/acme/demo"></div>',
    ),
  ),
  'consent, asked for by Cookiebot': home(
    [],
    page(
      `<script src="https://consent.cookiebot.com/uc.js" data-cbid="a"></script>${STUB}${tag('data-consent="required" data-cookieconsent="ignore"')}`,
    ),
  ),
  'the policy of the README': home(
    [],
    answer({ [CSP]: `script-src https://app.introw.io '${HASH}'; connect-src https://api.introw.io` }),
  ),
  'a policy of nonces, and one that only reports': home(
    [],
    answer(
      {
        [CSP]: "script-src 'nonce-r4nd0m' 'strict-dynamic'; connect-src https:; object-src 'none'",
        [`${CSP}-Report-Only`]: "script-src 'nonce-r4nd0m'; connect-src *.introw.io",
      },
      STUB.replace('<script>', '<script nonce="r4nd0m">') + tag('nonce="r4nd0m"'),
    ),
  ),
  'a policy in a meta, which is below the stub': home(
    [],
    page(
      `${STUB}<meta http-equiv="${CSP}" content="default-src 'self' *.introw.io">${tag()}`,
      `<meta http-equiv="${CSP}" content="default-src 'none'">`,
    ),
  ),
  'all from one’s own server, settings in the URL': site([], ({ serve }) => {
    serve(
      HOME,
      answer(
        { [CSP]: "default-src 'self' 'unsafe-inline'" },
        `${STUB}<script async src="/js/affiliate.js?publishable-key=${KEY}&api-host=${HOME}introw"></script>`,
      ),
    )
    serve(`${HOME}js/affiliate.js`, () => ({ body: built() }))
  }),
  'a partner’s link, which brings its own click': site(
    [],
    ({ serve }) => {
      serve(
        'https://app.introw.io/r/demo',
        redirect(HOME, () => '?irw_id=aff_1'),
      )
      serve(HOME, answer({ 'Set-Cookie': '_introw_aff=aff_1; Max-Age=7776000; Path=/', 'Cache-Control': 'no-store' }))
    },
    ['https://app.introw.io/r/demo'],
  ),
  'a file that has moved': site([], ({ serve }) => {
    serve(HOME, page(STUB + tag('crossorigin', 'https://cdn.shop.example/@introw/affiliate@0.1/affiliate.js')))
    serve(
      'https://cdn.shop.example/@introw/affiliate@0.1/affiliate.js',
      redirect(PINNED, () => '', 302),
    )
  }),
  'redirects that say their nothing is compressed': site(
    [],
    ({ serve }) => {
      serve('http://shop.example/', (request) => ({
        ...redirect(HOME)(request),
        headers: { Location: HOME + new URL(request.url).search, 'Content-Encoding': 'gzip' },
        body: new Uint8Array(),
      }))
      serve(HOME, page())
    },
    ['http://shop.example/'],
  ),
  'a page that makes all of its requests secure': home(
    [],
    answer({ [CSP]: 'upgrade-insecure-requests' }, STUB + tag('', 'http://app.introw.io/affiliate.js')),
  ),
  'a cookie of the server': home(
    [],
    answer({
      'Set-Cookie': [
        'session=1; HttpOnly',
        '_introw_aff=introw-doctor_Probe.0; Max-Age=7776000; Path=/; Domain=shop.example; SameSite=Lax; Secure',
      ],
      'Cache-Control': 'private, no-store',
    }),
  ),
  'two HubSpot forms, one of them named': home(
    [],
    page(
      STUB + tag(`data-hubspot="${FORM}"`),
      `<div class="hs-form-frame" data-form-id="${FORM}"></div><div class="hs-form-frame" data-form-id="${FORM.replace(/1$/, '2')}"></div>`,
    ),
  ),
  'a tag that holds up the page, and a call below it': home(
    [],
    page(tag().replace('async ', ''), '<script>introw.affiliate.track({ email })</script>'),
  ),
  'a module': home(
    [],
    page(`<script type="module" data-publishable-key="${KEY}">import 'https://app.introw.io/affiliate.js'</script>`),
  ),
  'a form that stays, a search that does not': home(
    [],
    page(
      INSTALL,
      '<form action="https://app.shop.example/join"><input type="email"></form><form action="https://search.example"><input name="q"></form>',
    ),
  ),
  'a form that leads to another domain of theirs': home(
    [],
    page(
      STUB + tag('data-link-domains="other.example"', FULL),
      '<form method="post" action="https://forms.other.example/a"><input type="email"></form>',
    ),
  ),
  'a compressed page, written in haste': home([], {
    headers: { 'Content-Encoding': 'br' },
    body: `<title>Shop</title>${INSTALL}<p>No end<p><b>of anything`,
  }),
  'a page of another character set': home([], {
    headers: { 'Content-Type': 'text/html; charset=windows-1252', 'Content-Encoding': 'gzip' },
    body: page(INSTALL, 'Caf\u00e9'),
  }),
}
