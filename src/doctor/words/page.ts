import { doubt, loss, unknown } from './words'

const BY_HAND = 'Paste the line below into the console of the page: it tells whether the script is there.'

const INSTALL = 'Paste the two lines of the README into the <head> of every page.'

/** Of the tag, its file, the stub, and what stands beside them. */
export const page = {
  'tag-missing': () => loss('There is no tag of affiliate.js on this page.', INSTALL),
  'tag-unseen': (where: string) =>
    unknown(`There is no tag of affiliate.js in the HTML; ${where} may bring it.`, BY_HAND),
  'tag-hidden': () =>
    loss(
      'The tag of affiliate.js stands in a comment, a <template> or a <noscript>: no browser runs it.',
      'Take it out of there.',
    ),
  'tag-injected': () =>
    unknown('A script of this page puts the tag of affiliate.js there, so that its settings cannot be seen.', BY_HAND),
  'tag-inert': (why: string) => loss(`No browser runs the tag: ${why}.`, 'Leave the attribute out.'),
  'tag-wrapped': (by: string) =>
    doubt(
      `The tag is wrapped for ${by}: it runs after a yes. Who says yes on a later page has lost the click.`,
      'Let it run at once, with the name of the platform in data-consent: nothing is stored or sent before the yes. docs/consent.md has the names, for affiliate.full.js, and what to do without one.',
    ),
  'tag-delayed': (by: string) =>
    doubt(
      `${by} holds the tag back, until the visitor moves or later: a click is lost with a visitor who goes on at once.`,
      `Exclude affiliate.js and its stub there${by.startsWith('Cloudflare') ? ', with data-cfasync="false" before src' : ''}.`,
    ),
  'core-edition': (given: string) =>
    loss(
      `${given} is a setting of the full edition, and this is affiliate.js, which does not know it: it counts nothing.`,
      'Load affiliate.full.js in place of affiliate.js.',
    ),
  'debug-build': () =>
    doubt(
      'This is the development build, which prints e-mails and click ids on the console.',
      'Give visitors affiliate.js or affiliate.full.js.',
    ),
  'stub-late': () =>
    doubt('The stub stands below the tag: what is called between them is not kept.', 'Put it above the tag.'),
  'stub-broken': () =>
    loss(
      'The stub was changed on its way into the page, and is no JavaScript any more, or is not run.',
      'Paste it again, where no editor changes quotes or characters: the first line of the README.',
    ),
  'script-unreachable': (url: string, cause: string) =>
    loss(`${url} cannot be loaded: ${cause}.`, 'Look at the address of the tag.'),
  'script-missing': (url: string, status: number) =>
    loss(`${url} answers ${status}: there is no script.`, 'Look at the address of the tag.'),
  'script-other': (url: string, type: string) =>
    loss(`What ${url} answers is not affiliate.js (${type || 'no Content-Type'}).`, 'Look at the address of the tag.'),
  'script-mixed': (url: string) =>
    loss(`This page is https, and ${url} is not: browsers block it.`, 'Write https:// in the tag.'),
  'integrity-wrong': (url: string) =>
    loss(
      `The integrity of the tag is not that of ${url}: browsers refuse the file.`,
      'Take the hash of this very version, from its README or its dist/manifest.json.',
    ),
  'integrity-unreadable': () =>
    doubt('The integrity of the tag is no hash, so browsers check nothing.', 'Write sha384-… as the README has it.'),
  'integrity-moving': (path: string) =>
    doubt(
      `The tag has an integrity, and ${path} moves with releases: browsers will refuse the next one.`,
      'Leave integrity out, or take the pinned path of this version: docs/cdn.md.',
    ),
  'crossorigin-missing': () =>
    loss(
      'The tag has an integrity and no crossorigin: browsers cannot check the file of another origin, and refuse it.',
      'Write crossorigin="anonymous" beside integrity.',
    ),
  'script-cors': (url: string) =>
    loss(
      `The tag has crossorigin, and ${url} does not allow this origin to read it: browsers refuse the file.`,
      'Have the server of the script send Access-Control-Allow-Origin: *, and write crossorigin="anonymous".',
    ),
  'consent-unset': (platform: string) =>
    doubt(
      `${platform} is on this page, and affiliate.js waits for nobody: it stores the click before the visitor has answered.`,
      'Where consent is needed, write its name into data-consent, and load affiliate.full.js: docs/consent.md has the names, and what to do without one.',
    ),
  'other-affiliate': (names: string) =>
    doubt(
      `Other affiliate tags are on this page: ${names}. Two programmes may pay for one sale.`,
      'Remove those that are no longer used, and agree on who is paid.',
    ),
  'form-elsewhere': (action: string) =>
    doubt(
      `A form with an e-mail leads to ${action}, which is another site: the click stays here.`,
      'Call track() where it is sent from, or give the id to it in a hidden field: docs/hidden-fields.md. If that site is yours too, affiliate.full.js hands it the click: data-link-domains, docs/domains.md.',
    ),
}
