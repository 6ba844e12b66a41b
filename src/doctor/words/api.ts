import { doubt, loss, unknown } from './words'

/** Of the API, as a page of this origin meets it. */
export const api = {
  'preflight-refused': (url: string, why: string) =>
    loss(
      `Browsers do not send conversions to ${url}: its answer to the preflight ${why}.`,
      'If it is a proxy of yours, let it pass on OPTIONS with all headers, and the answer as it is.',
    ),
  'answer-unreadable': (url: string) =>
    doubt(
      `The answer of ${url} has no Access-Control-Allow-Origin for this page, so that affiliate.js cannot read it, and sends again.`,
      'If it is a proxy of yours, let it pass on the headers of the answer.',
    ),
  'key-missing': () =>
    unknown('--key was given without one, and the page has none: no conversion was sent.', 'Give it: --key pk_aff_…'),
  'key-secret': (first: string) =>
    unknown(
      `--key was given a secret key (${first}): it was not sent.`,
      'Give the publishable key, pk_aff_…. Revoke the secret one if others have seen this command.',
    ),
  'answer-odd': (url: string, status: number, what: string) =>
    unknown(`${url} answers the conversion with ${status}${what}.`, 'Try again later, and report it if it stays.'),
}
