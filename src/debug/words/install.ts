import { fact, problem } from './saying'

const KEY_REMEDY =
  'Put your campaign\'s key on the tag, data-publishable-key="pk_aff_…", or into init({ publishableKey }), or into every track().'

/** Of the tag, `init()` and the settings. */
export const install = {
  started: (version: string, settings: string) =>
    fact(
      `Version ${version}, development build. Settings: ${settings}.`,
      'Visitors get affiliate.js (or @introw/affiliate), which says nothing.',
    ),
  'no-key-yet': () =>
    fact('No publishable key is set: a track() that gives its own is sent, all else is kept.', KEY_REMEDY),
  'no-key': () => problem('There is no publishable key, so conversions are kept and not sent.', KEY_REMEDY),
  'secret-key': (from: string) =>
    problem(
      `The publishable key of the ${from} looks like a secret key (sk_…), which every visitor can read.`,
      'Revoke it, and put the publishable key (pk_aff_…) in its place. Secret keys belong on your server.',
    ),
  'bad-setting': (name: string, value: string, from: string, wanted: string, used: string) =>
    problem(`${name}="${value}" of the ${from} is no good; ${used} is used.`, `Make it ${wanted}.`),
  'unknown-setting': (given: string, from: string, meant: string) =>
    problem(`${given} of the ${from} is no setting, and is not read.`, `Write ${meant}.`),
  'no-tag': () =>
    problem(
      'The script does not find its own tag, so it has no settings.',
      "Give the tag data-publishable-key, or let the script's URL end in /affiliate.js.",
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
      `affiliate.js is installed twice on this page: version ${version} of another build was first and serves the page, so this development build has nothing to tell.`,
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
