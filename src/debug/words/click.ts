import { fact, problem } from './saying'

const TEST =
  'To test, follow a partner link (/r/…): it ends on this site with ?irw_id=… in the address. A redirect that drops the query loses the click.'

/** Of the click, the cookie and the visitor's decision. */
export const click = {
  'click-found': (id: string, where: string) => fact(`A click was found ${where}: ${id}`),
  'click-waits': (id: string, where: string) =>
    fact(`A click was found ${where}, and waits for consent in the page's memory: ${id}`),
  'click-known': (id: string) =>
    fact(`The click in the address has been here before: a reload, Back or a bookmark is no new click: ${id}`),
  'click-older': (id: string, newer: string) =>
    fact(`The click in the address is an older one, and does not replace the newer ${newer}: ${id}`),
  'click-bad': () =>
    problem(
      'The address has irw_id, but what it holds is no click id.',
      'Pass it on byte for byte: it is 1 to 256 characters, percent-encoded, without control characters.',
    ),
  'click-before': (id: string, before: string) =>
    fact(
      `The API does not know the click ${id}, which is too young to have expired: the one before it is tried: ${before}`,
    ),
  'click-expired': (days: number) =>
    fact(`The click is older than ${days} days (cookie-days), and no longer counts.`, 'Follow a partner link again.'),
  'click-kept': (id: string) => fact(`The click of an earlier page is in the cookie _introw_aff: ${id}`),
  'no-click': () => fact('No click on this visit: no irw_id in the address, and no cookie _introw_aff.', TEST),
  'cookie-written': (domain: string | undefined, host: string, isAsked: boolean) =>
    fact(
      `The cookie _introw_aff is on ${domain ?? `${host} alone`}: ` +
        (isAsked
          ? 'as cookie-domain says.'
          : domain
            ? `the widest domain that the browser accepts, so that ${domain} and all its subdomains share it.`
            : 'the browser accepts no domain above it.'),
    ),
  'cookie-of-server': () =>
    fact(
      'Your server has set the cookie _introw_aff for this click. It is left as it is: a script would shorten its life in Safari.',
    ),
  'cookie-domain-refused': (wanted: string, why: string, host: string) =>
    problem(
      `The cookie cannot be set on cookie-domain="${wanted}": ${why}. It is on ${host} alone.`,
      'Give a parent domain of the page that you own, or "host", or leave cookie-domain out: the widest possible is found by trial.',
    ),
  'cookie-refused': (why: string, remedy: string) =>
    problem(
      `No cookie can be written here: ${why}. The click is in the page's memory, and lost with the page.`,
      remedy,
    ),
  'storage-refused': (why: string) =>
    problem(
      `Nothing can be stored here: ${why}. Unsent conversions are in the page's memory, and lost with the page.`,
      'Try it in an ordinary window, or look at what forbids storage to this page.',
    ),
  'address-left': () =>
    fact(
      'irw_id stays in the address bar: without it, the router of this page (swup, barba, Astro) would render it again.',
    ),
  'address-cleaned': () => fact('irw_id was taken out of the address bar (keep-url="on" leaves it).'),
  'consent-pending': () =>
    problem(
      'Consent is pending (consent="required"): nothing is stored or sent. Clicks and conversions wait in the page\'s memory.',
      "Call introw.affiliate.consent(true) or consent(false) from your consent platform's callback, also on pages after the first.",
    ),
  'platform-pending': (platform: string) =>
    fact(
      `Consent is pending: ${platform} decides alone, and has said neither yes nor no. Clicks and conversions wait in the page's memory.`,
      'Answer its banner. If you have, see that its script is on this page and not blocked, and that consent-category has the name that your category has there.',
    ),
  'consent-earlier': () => fact('Consent is granted: the cookie _introw_aff is there from an earlier yes.'),
  'consent-granted': () => fact('consent(true): what waited is stored and sent now.'),
  'consent-denied': () =>
    fact(
      'consent(false): the cookie, the record and all unsent conversions are deleted. track() answers "ignored" until consent(true).',
    ),
  'consent-overruled': () =>
    problem(
      'consent(true) of the page says nothing: a consent platform is named, and decides alone.',
      "Take that call out, or the platform's name.",
    ),
  'consent-odd': (given: string) =>
    problem(
      `consent(${given}) counts as a no: only true itself is a yes.`,
      'Pass true or false, not text, numbers or objects.',
    ),
  prerendering: () => fact('The page is prerendered: nothing is stored or sent before it is shown.'),
  'track-no-click': () => fact('track() was ignored: there is no click on this visit.', TEST),
  'track-no-consent': () =>
    fact('track() was ignored: the visitor has said no.', 'introw.affiliate.consent(true) takes it back.'),
}
