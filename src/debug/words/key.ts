import { problem } from './saying'

const REVOKE =
  'Revoke it in Introw, and put the publishable key (pk_aff_…) in its place. Secret keys belong on your server.'

/** Of keys: of a secret one no more than its first letters. */
export const key = {
  'secret-key': (name: string, first: string, from: string) =>
    problem(
      `Alarm: ${name} of the ${from} is a secret key (${first}), which every visitor can read. It is neither kept nor sent.`,
      REVOKE,
    ),
  'secret-sent': (name: string, first: string) =>
    problem(
      `Alarm: properties.${name} of a track() call has a secret key in it (${first}), which every visitor can read, and is sent as it is.`,
      REVOKE,
    ),
  'key-odd': (text: string, from: string, why: string, remedy: string) =>
    problem(`publishable-key="${text}" of the ${from} is no publishable key: ${why}.`, remedy),
  'key-unset': (value: string) =>
    problem(
      `publishableKey of the init() call is ${value}, which an unset variable leaves.`,
      'Look at the variable it comes from: its name, and whether it is set where the page is built.',
    ),
}
