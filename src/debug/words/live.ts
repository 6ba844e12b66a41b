import { fact, problem, type Saying } from './saying'

/** Of a page that was only looked at: the development build was pasted into its console. */
export const live = {
  'live-running': (version: string, edition: string, settings: string) =>
    fact(`Version ${version} of affiliate.js runs on this page${edition}. Settings: ${settings}.`),
  'live-unseen': () =>
    fact(
      'No tag of affiliate.js is on this page: it comes from a bundle (npm), or its tag was taken out. Its settings cannot be seen from here, and are told as by default.',
      'Ask who maintains the site what init() is given.',
    ),
  'live-absent': (why: string, remedy: string) => problem(`affiliate.js is not running on this page: ${why}.`, remedy),
  'live-removed': (day: string) =>
    fact(
      `A click was kept here, from ${day}, and its cookie _introw_aff is gone: deleted, or ended by the browser.`,
      'Follow a partner link again. Where it goes again and again, look for what removes cookies: a consent platform, or Safari after 7 days without a visit (docs/servers.md).',
    ),
  'live-untaken': (id: string, where: string) =>
    problem(
      `There is a click ${where}, and it is not kept: ${id}`,
      'Paste the line again in a moment. If this stays, look at what calls introw.affiliate.consent(false), and at what removes cookies.',
    ),
  'live-consent': (who: string) =>
    fact(`Consent is awaited (${who}): a click is kept from the visitor's yes on, and nothing here shows one.`),
  'live-form': (what: string, isCounted: boolean | undefined, setting: string) =>
    isCounted === undefined
      ? fact(
          `On this page: ${what}. Whether it counts, ${setting} or init() says: it is not told from here which one this is.`,
        )
      : isCounted
        ? fact(`On this page: ${what}, which counts (${setting}).`)
        : fact(`On this page: ${what}, which does not count.`, toFormRemedy(setting)),
  'live-waiting': (count: number, day: string, tries: number) =>
    fact(
      `${count} ${count === 1 ? 'conversion waits' : 'conversions wait'} for the API's answer, the oldest from ${day}${tries > 0 ? `, tried ${tries === 1 ? 'once' : `${tries} times`}` : ''}.`,
      'They are sent again by themselves. Where nothing else is told here, look at the requests to /api/v1/affiliate/conversions in the network panel, after a reload.',
    ),
  'live-unasked': (origin: string) =>
    fact(
      "Whether Introw takes this page's key and origin was not asked, since that would be a request.",
      `A test conversion tells, or the doctor: npx -p @introw/affiliate introw-doctor --key ${origin}`,
    ),
  'live-failed': (why: string) =>
    problem(
      `The look has failed: ${why}. Nothing was sent, nothing was changed.`,
      'Load affiliate.debug.js in place of affiliate.js for a while, and report this.',
    ),
  verdict: ({ text, isFine }: { readonly text: string; readonly isFine: boolean }): Saying => ({
    level: isFine ? 'info' : 'warn',
    text,
  }),
}

const toFormRemedy = (setting: string) => {
  if (setting === 'hubspot') return 'To have it count, write its id into data-hubspot.'
  if (setting === 'hubspot-meetings') return 'To have it count, write data-hubspot-meetings="on" on the tag.'
  return `To have it count, load affiliate.full.js, with data-${setting}="on" on its tag.`
}
