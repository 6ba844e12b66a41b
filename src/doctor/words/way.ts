import { doubt, loss, unknown } from './words'

const KEEP =
  'Let it pass the query on as it is: $request_uri in nginx, a rule that keeps the query in a CDN or a plugin, the setting for parameters in a shortener. Or have partner links lead to where it ends.'

const BY_HAND = 'Open the address in a browser, and paste the line below into its console.'

/** Of the way to the page, and of whether there is one. */
export const way = {
  'redirect-drops': (from: string, to: string, status: number, what: string) =>
    loss(`${from} redirects to ${to} (${status}: ${what}) without irw_id: every click that comes here is lost.`, KEEP),
  'redirect-changes': (from: string, to: string, status: number, what: string) =>
    loss(
      `${from} redirects to ${to} (${status}: ${what}) with another irw_id than it was given: the API will not know the click.`,
      KEEP,
    ),
  'redirect-loop': (url: string) =>
    loss(
      `${url} redirects to an address that was there before: nobody arrives.`,
      'Look at the rules that redirect it. If it leads on only where a cookie has been set: the doctor keeps none, and the pages behind it can be named instead.',
    ),
  'redirect-endless': (url: string, most: number) =>
    loss(
      `More than ${most} redirects, the last of them by ${url}: nobody waits for that, and browsers stop at 20.`,
      'Let one redirect lead to where the last one ends.',
    ),
  'redirect-odd': (url: string, location: string) =>
    loss(`${url} redirects to "${location}", which is no web address.`, 'Look at the rule that redirects it.'),
  'page-moves': (url: string, to: string, isKept: boolean) =>
    doubt(
      `${url} moves on to ${to} by a meta refresh${isKept ? '' : ', without irw_id'}, and the doctor does not follow it.`,
      `Let the server redirect, with the query as it is. Name ${to} to the doctor too.`,
    ),
  'page-unreachable': (url: string, cause: string) =>
    unknown(`${url} cannot be reached: ${cause}.`, 'Look at the address, at the network, and at the certificate.'),
  'page-walled': (url: string, status: number, by: string) =>
    unknown(`${url} does not let the doctor in (${status}): it is behind ${by}.`, BY_HAND),
  'page-missing': (url: string, status: number) =>
    loss(`${url} answers ${status}: there is no page.`, 'Let partner links lead to a page that is there.'),
  'page-broken': (url: string, status: number) => unknown(`${url} answers ${status}.`, 'Try again when it is mended.'),
  'page-other': (url: string, type: string) =>
    unknown(`${url} is no HTML page (${type || 'no Content-Type'}).`, 'Name a page that visitors see.'),
  'page-huge': (url: string, read: string) =>
    doubt(
      `${url} is larger than ${read}; the rest was not read.`,
      'What the doctor does not find may stand further down. A tag belongs into the <head>.',
    ),
  'page-deep': (url: string) =>
    unknown(`${url} is nested so deeply that it was not read.`, 'Look at what writes elements without their end.'),
  'cookie-cached': (cache: string) =>
    loss(
      `The answer sets _introw_aff, and may be cached (${cache}): one visitor's click is handed to all the others.`,
      'Send Cache-Control: private, no-store with the cookie.',
    ),
  'cookie-other': () =>
    loss(
      'The server sets _introw_aff to something else than the irw_id that it was given.',
      'Use captureClick of @introw/affiliate/server, or pass the id on as it is, percent-encoded.',
    ),
  'cookie-hidden': () =>
    loss(
      'The server sets _introw_aff with HttpOnly: affiliate.js cannot read it.',
      'Leave HttpOnly out. The id is no secret of the session.',
    ),
  'cookie-invalid': (why: string) =>
    loss(`Browsers refuse the cookie _introw_aff of the server: ${why}.`, 'Mend its attributes.'),
  'cookie-short': (lifetime: string) =>
    doubt(
      `The server's cookie _introw_aff lives for ${lifetime}: later conversions have no click.`,
      'Give it Max-Age=7776000, which is 90 days, or the window of your campaign.',
    ),
  'cookie-narrow': (path: string) =>
    doubt(`The server's cookie _introw_aff is for ${path} alone.`, 'Give it Path=/ to have it on every page.'),
}
