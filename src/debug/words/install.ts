import { fact, problem } from './saying'

/** @param bareUrl - Of a tag without any setting, whose attributes may have been stripped. */
const toKeyRemedy = (bareUrl: string | undefined) =>
  'Put your campaign\'s key on the tag, data-publishable-key="pk_aff_…", or into init({ publishableKey }), or into every track().' +
  (bareUrl
    ? ` Where a tag manager strips attributes, use the script's own URL: ${bareUrl}?publishable-key=pk_aff_…`
    : '')

/** Of the tag, `init()` and the settings. */
export const install = {
  started: (version: string, settings: string) =>
    fact(
      `Version ${version}, development build. Settings: ${settings}.`,
      'Visitors get affiliate.js (or @introw/affiliate), which says nothing.',
    ),
  'no-key-yet': (bareUrl: string | undefined) =>
    fact('No publishable key is set: a track() that gives its own is sent, all else is kept.', toKeyRemedy(bareUrl)),
  'no-key': (bareUrl: string | undefined) =>
    problem('There is no publishable key, so conversions are kept and not sent.', toKeyRemedy(bareUrl)),
  'bad-setting': (name: string, value: string, from: string, wanted: string, used: string) =>
    problem(`${name}="${value}" of the ${from} is no good; ${used} is used.`, `Make it ${wanted}.`),
  'unknown-setting': (given: string, from: string, meant: string) =>
    problem(`${given} of the ${from} is no setting, and is not read.`, `Write ${meant}.`),
  'full-edition': (given: string) =>
    fact(
      `${given} is a setting of the full edition. This build has all of it.`,
      'See that visitors get affiliate.full.js: affiliate.js does not know it.',
    ),
  'full-option': (name: string) =>
    problem(
      `${name} of the init() call is no setting there, and is not read.`,
      `Import its function from @introw/affiliate/integrations, and pass it: init({ integrations: [${name}()] }).`,
    ),
  'platform-option': (given: string) =>
    problem(
      `${given} of the init() call names no consent platform there, and is not read.`,
      "Import its function from @introw/affiliate/integrations, and pass it, with your category if that is not its default: init({ consent: cookiebot('statistics') }).",
    ),
  'setting-behind': (name: string) =>
    problem(
      `${name} of the script's URL stands behind a # or a second ?, and is not read.`,
      'Write one ?, and & between all that follows it: ?publishable-key=pk_aff_…&cookie-days=30',
    ),
  'host-path': (value: string, from: string, url: string, host: string) =>
    problem(
      `api-host="${value}" of the ${from} has the API's path in it, which is added to it: conversions go to ${url}.`,
      `Make it ${host}.`,
    ),
  'init-odd': (what: string) =>
    problem(
      `init() was given ${what}, which holds no settings.`,
      what === 'a promise'
        ? "Await it first: init() takes an object, init({ publishableKey: 'pk_aff_…' })."
        : "Pass an object: init({ publishableKey: 'pk_aff_…' }).",
    ),
  'no-tag': () =>
    problem(
      'The script does not find its own tag, so it has no settings.',
      "Give the tag data-publishable-key, or let the script's URL end in /affiliate.js; where a tag manager strips attributes, in /affiliate.js?publishable-key=pk_aff_…",
    ),
  'installed-twice': (which: string) =>
    problem(
      `affiliate.js is installed twice on this page (${which}). The first install serves both; the second only fills gaps in its settings.`,
      'Remove one of them: look for a second tag, a tag manager, and init() beside a tag.',
    ),
  'init-again': () =>
    fact('init() was called again. The page keeps its instance, and the new settings fill gaps only.'),
  'setting-lost': (name: string, value: string, kept: string) =>
    problem(
      `${name}="${value}" of the second install is not used: the first says "${kept}".`,
      `Say ${name} once, or the same twice.`,
    ),
  'setting-stricter': (name: string, value: string, stricter: string) =>
    problem(
      `${name}="${value}" of the first install is not used: with the second it is "${stricter}", since the strictest holds.`,
      `Say ${name} once, or the same twice.`,
    ),
  'other-build': (version: string) =>
    problem(
      `affiliate.js is installed twice on this page: version ${version} of another build was first and serves the page, so this development build does nothing of its own.`,
      'Remove the other tag or init() while you look for mistakes.',
    ),
  'foreign-object': () =>
    problem(
      'Another script had made window.introw.affiliate. It was replaced; its members are kept under names that are not ours.',
      'Remove the older snippet, or the script that makes it.',
    ),
  unpublished: () =>
    problem(
      'window.introw cannot be set on this page, so nobody can call it.',
      'Look for a script that freezes window.introw, or defines it.',
    ),
}
