import { fact, problem, step } from './saying'

const CLOCK =
  'Copying such an address is no click: follow the link on the other domain. If you have, look at the clock.'

/** Of clicks that go to another domain of the merchant's, and of those that come from there. */
export const links = {
  'link-handed': (host: string) =>
    step(`The click goes to ${host} with this address, as irw_h. It is taken there within 3 minutes.`),
  'link-domain-odd': (item: string) =>
    problem(
      `link-domains has "${item}", which is no domain: no click goes there.`,
      'Give names of hosts alone, such as other.com, which is also app.other.com; commas or spaces between them.',
    ),
  'link-domains-none': () =>
    problem(
      'link-domains names no domain: no click is handed over.',
      'Give the other domains of yours: data-link-domains="other.com".',
    ),
  'link-domain-own': (domain: string, cookieDomain: string) =>
    problem(
      `link-domains has ${domain}, where the cookie on ${cookieDomain} is anyway: links there stay as they are.`,
      'Take it out, unless the list serves several domains.',
    ),
  'click-handed': (id: string, seen: string) =>
    fact(`Another domain of yours has handed over the click, first seen ${seen}: its days began then: ${id}`),
  'handover-older': (id: string, kept: string) =>
    fact(
      `The click that was handed over does not replace ${kept}, which is newer, or which a server or another host of this site has set: ${id}`,
    ),
  'handover-odd': () =>
    problem(
      'The address has irw_h, but not as affiliate.js writes it: it is no click.',
      'Pass it on byte for byte, or leave it out.',
    ),
  'handover-future': () => problem('The click in irw_h was handed over in the future: it is no click.', CLOCK),
  'handover-expired': (minutes: number) =>
    problem(`The click in irw_h was handed over ${minutes} minutes ago, and 3 are the most: it is no click.`, CLOCK),
}
