import { fact, problem } from './saying'

/** Of what was caught, so that the page did not notice. */
export const caught = {
  'caught-mistake': (text: string, place: string) =>
    problem(
      `A mistake was caught before it reached the page: ${text} (${place}).`,
      'If the line is of this page or of another script on it, mend it there; if it is of affiliate.js, please report it.',
    ),
  'caught-refusal': (text: string) => fact(`Something was refused, and the page goes on without it: ${text}`),
}
