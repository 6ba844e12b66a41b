import { fact, problem } from './saying'

const STUB_REMEDY =
  "Paste the stub, the first line of the README's install, above everything that calls introw.affiliate: it keeps early calls for the script."

/** Of calls that come before the script, or before `init()`. */
export const early = {
  'no-stub': () =>
    fact(
      'There is no stub, and the script comes when it comes: whoever calls introw.affiliate before it gets a TypeError of the browser, and nothing is kept of it.',
      STUB_REMEDY,
    ),
  'early-call': () =>
    problem(
      'An inline script calls introw.affiliate before the script has come, and there is no stub: it gets a TypeError, or nothing behind ?., and nothing is kept of it.',
      STUB_REMEDY,
    ),
  'no-init': () =>
    problem(
      '@introw/affiliate was called, and init() was not, for 3 seconds: no click is read, and nothing is kept or sent.',
      "Call init({ publishableKey: 'pk_aff_…' }) once, where your app starts in the browser. track(), consent() and ready() wait for it.",
    ),
  'page-threw': (message: string) =>
    problem(
      `The page threw an error that names us: ${message}`,
      'The object is introw.affiliate, and has getClickId, track, consent and ready. Before the script has come it is there with the stub alone.',
    ),
}
