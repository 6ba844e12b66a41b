import { fact, problem, step } from './saying'

/** Of a policy's sources, those that say something about requests. */
const hostsOf = (sources: string) => sources.split(/\s+/).filter((source) => /^('self'|[^'].*)$/i.test(source))

/** Of a conversion's way. */
export const conversion = {
  'track-odd': (what: string) =>
    problem(
      `track() was given ${what}, which tells nothing of the conversion.`,
      "Pass an object: track({ email, properties: { plan: 'pro' } }).",
    ),
  'track-unknown': (names: string) =>
    problem(
      `track() sends email and properties, and not: ${names}.`,
      /mail/i.test(names)
        ? "The e-mail's name is email: track({ email })."
        : /key|secret|token/i.test(names)
          ? "The key's name is publishableKey: track({ email, publishableKey: 'pk_aff_…' }). Secret keys belong on your server."
          : `Put them into properties: track({ email, properties: { ${names} } }).`,
    ),
  'track-waits': () =>
    fact('track() waits for consent, in memory.', 'Call introw.affiliate.consent(true) or consent(false).'),
  'email-refused': (email: string, why: string) =>
    problem(
      `The API's pattern for e-mails refuses "${email}" (${why}). It goes as properties.email, so that the conversion is not lost.`,
      'Check the address before you call track(), with <input type="email" required> for example.',
    ),
  'properties-dropped': (names: string) =>
    problem(
      `These properties are not sent, since JSON cannot say them: ${names}.`,
      'Pass text, finite numbers, booleans, null, dates, or objects of these.',
    ),
  'values-cut': () =>
    problem(
      'The conversion is larger than 32 KiB: its longest values were cut.',
      'Send less in properties: ids and names rather than whole documents.',
    ),
  kept: (what: string, where: string) => step(`Kept in ${where} until the API answers: ${what}`),
  'form-replaced': (form: string) =>
    step(`Your track() came in time and takes the place of ${form}, which was held for it.`),
  sending: (what: string, api: string, tries: number) =>
    step(`Sent to ${api}${tries > 1 ? `, try ${tries}` : ''}: ${what}`),
  recorded: (what: string, id: string) => step(`Recorded, logged for a partner (${id}): ${what}`),
  duplicate: (what: string) =>
    step(
      `Duplicate: this click has been converted before, perhaps by this very conversion: ${what}`,
      'The first conversion of a click is final. To test again, follow a partner link again.',
    ),
  ignored: (what: string) =>
    step(
      `Ignored: the API knows no such click, or it has expired, or it belongs to another campaign than the key: ${what}`,
      'Follow a partner link of the campaign whose publishable key this page has.',
    ),
  rejected: (what: string, status: number, error: string) =>
    problem(
      `The API will never take it (${status}, ${error}), so it is given up: ${what}`,
      'Please report this: affiliate.js should send only what the API takes.',
    ),
  'key-refused': (key: string, error: string) =>
    problem(
      `The API refuses the publishable key ${key} (401, ${error}).`,
      "Copy your campaign's key, pk_aff_…, into publishable-key. What is kept is sent by the next page.",
    ),
  'origin-refused': (origin: string, error: string) =>
    problem(
      `The API refuses this page's origin (403, ${error}).`,
      `Add ${origin} to the campaign's allowed origins, exactly so. What is kept is sent by the next page.`,
    ),
  'origin-null': (error: string, why: string, remedy: string) =>
    problem(`The API refuses this page's origin (403, ${error}), which is null: ${why}.`, remedy),
  /** @param settings - With which a script of the page may add headers: one that has its own function in the place of `fetch`. */
  unreachable: (api: string, cause: string, origin: string, settings: string | undefined) =>
    problem(
      `The API host ${api} cannot be reached (${cause}).`,
      (settings
        ? `A script of this page has put its own function in the place of fetch: if it adds headers (${settings}), leave the API host out of them. Else look`
        : 'Look') +
        ` at api-host, at ad blockers and at the network. An answer without CORS headers looks the same: see that your proxy sends them, and that ${origin} is among the campaign's allowed origins.`,
    ),
  'timed-out': (api: string) =>
    problem(
      `The API host ${api} gave no answer within 15 seconds.`,
      'Look at api-host, and at your proxy, if it is one.',
    ),
  'mixed-content': (api: string) =>
    problem(
      `This page is https, and api-host is not: browsers block ${api}.`,
      `Make api-host ${api.replace(/^http:/i, 'https:')}.`,
    ),
  'policy-blocked': (api: string, directive: string, sources: string, origin: string) =>
    problem(
      `The page's Content Security Policy blocks ${api} (${directive} ${sources || "'none'"}).`,
      directive === 'connect-src'
        ? `Add ${origin} to connect-src, in the header or <meta> that sets the policy.`
        : `Add a directive of its own for requests: connect-src ${[...hostsOf(sources), origin].join(' ')}`,
    ),
  'no-answer': (status: number, url: string) =>
    problem(
      `The answer of ${url} is not the API's (status ${status}).`,
      'Look at api-host. If it is a proxy of yours, let it pass on method, body, status and answer as they are.',
    ),
  'tried-again': (what: string, why: string, seconds: number) =>
    step(`${why}: tried again ${seconds < 1 ? 'at once' : `in ${Math.round(seconds)} s`}: ${what}`),
  'next-page': (what: string, why: string) =>
    step(`${why}: kept, and tried again by the next page of ${location.origin}: ${what}`),
  offline: (what: string) =>
    step(`The browser says that it is offline. Tried again when it is online, or later: ${what}`),
  'too-old': (what: string) =>
    step(`Given up, since the API has not answered for 7 days: ${what}`, 'Mend what the messages above name.'),
  'over-cap': (what: string) =>
    step(`Given up, since 20 others wait already: ${what}`, 'Mend what keeps them waiting; the messages name it.'),
}
