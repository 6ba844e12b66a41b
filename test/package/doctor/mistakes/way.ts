import { answer, drop, home, HOME, INSTALL, page, redirect, site, type Site } from '../site.ts'

const PROBE = 'introw-doctor_Probe.0'
const cookie = (attributes: string, value = PROBE, cache = 'private, no-store') =>
  answer({ 'Set-Cookie': `_introw_aff=${value}; ${attributes}`, 'Cache-Control': cache })
const GOOD_COOKIE = 'Max-Age=7776000; Path=/; Domain=shop.example; SameSite=Lax; Secure'

export const REDIRECTS: Readonly<Record<string, Site>> = {
  'http to https drops the query': site(
    'redirect-drops',
    ({ serve }) => {
      serve('http://www.shop.example/', redirect(HOME, drop))
      serve(HOME, page())
    },
    ['http://www.shop.example'],
  ),
  'apex to www drops it': site(
    'redirect-drops',
    ({ serve }) => {
      serve('https://shop.example/', redirect(HOME, drop))
      serve(HOME, page())
    },
    ['shop.example'],
  ),
  'a locale drops it': site('redirect-drops', ({ serve }) => {
    serve(HOME, redirect('/en/', drop, 302))
    serve(`${HOME}en/`, page())
  }),
  'a trailing slash drops it': site(
    'redirect-drops',
    ({ serve }) => {
      serve(`${HOME}demo`, redirect('/demo/', drop, 308))
      serve(`${HOME}demo/`, page())
    },
    [`${HOME}demo`],
  ),
  'a shortener drops it': site(
    'redirect-drops',
    ({ serve }) => {
      serve('https://go.example/a1', redirect(`${HOME}?utm_source=go`, drop))
      serve(HOME, page())
    },
    ['https://go.example/a1'],
  ),
  'a partner’s link is followed, and its click dropped': site(
    'redirect-drops',
    ({ serve }) => {
      serve(
        'https://app.introw.io/r/demo',
        redirect('https://shop.example/', () => '?irw_id=aff_1'),
      )
      serve('https://shop.example/', redirect(HOME, drop))
      serve(HOME, page())
    },
    ['https://app.introw.io/r/demo'],
  ),
  'a redirect writes it in small letters': site('redirect-changes', ({ serve }) => {
    serve(
      HOME,
      redirect('/home', (query) => query.toLowerCase()),
    )
    serve(`${HOME}home`, page())
  }),
  'a redirect cuts it': site('redirect-changes', ({ serve }) => {
    serve(
      HOME,
      redirect('/home', (query) => query.slice(0, 20)),
    )
    serve(`${HOME}home`, page())
  }),
  'a redirect leads to itself': home('redirect-loop', redirect(HOME)),
  'redirects have no end': site('redirect-endless', ({ serve }) => {
    for (let at = 0; at < 20; at++) serve(at ? `${HOME}${at}` : HOME, redirect(`/${at + 1}`))
  }),
  'a redirect leads to no web address': home('redirect-odd', { status: 302, headers: { Location: 'intent://shop' } }),
  'a page moves on by itself': home(
    ['page-moves'],
    page(`<meta http-equiv="refresh" content="0; url=/start">${INSTALL}`),
  ),
}

export const PAGES: Readonly<Record<string, Site>> = {
  'nobody is there': site('page-unreachable', () => {}, ['https://down.shop.example']),
  'the certificate is for others': site('page-unreachable', () => {}, ['https://other.example']),
  'it speaks no https': site('page-unreachable', () => {}, ['https://down.shop.example:80']),
  'it does not answer': home('page-unreachable', 'silence'),
  'a wall keeps robots out': home('page-walled', {
    status: 403,
    headers: { 'cf-mitigated': 'challenge' },
    body: '<title>Just a moment...</title>',
  }),
  'it wants a password': home('page-walled', { status: 401, headers: { 'WWW-Authenticate': 'Basic' } }),
  'there is no page': home('page-missing', { status: 404, body: page() }),
  'the server is broken': home('page-broken', { status: 500 }),
  'it is a PDF': home('page-other', { headers: { 'Content-Type': 'application/pdf' }, body: '%PDF' }),
  'it is huge': home('page-huge', page(INSTALL, '<p>more</p>'.repeat(100_000))),
  'it is nested without end': home('page-deep', page(INSTALL, '<div>'.repeat(50_000))),
}

export const COOKIES: Readonly<Record<string, Site>> = {
  'a cache may keep the cookie': home('cookie-cached', cookie(GOOD_COOKIE, PROBE, 'public, max-age=600')),
  'scripts cannot read it': home('cookie-hidden', cookie(`${GOOD_COOKIE}; HttpOnly`)),
  'its domain is another one': home('cookie-invalid', cookie('Max-Age=7776000; Path=/; Domain=example.com')),
  'it ends with the browser': home('cookie-short', cookie('Path=/')),
  'it lives for a day': home('cookie-short', cookie('Max-Age=86400; Path=/')),
  'it is another id': home('cookie-other', cookie(GOOD_COOKIE, 'aff_1')),
  'it is for one folder': home('cookie-narrow', cookie('Max-Age=7776000; Path=/shop')),
}
