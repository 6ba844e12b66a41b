/** Why a text is no publishable key, and what to do about it. */
type Fault = readonly [why: string, remedy: string]

/** Nobody's, as programs write it. */
const UNSET = /^(undefined|null|nan|true|false|\[object .*\])?$/i

/** Nobody's, as documentation and templates write it. */
const PLACEHOLDER =
  /\.\.|…|[<>{}[\]$%*]|(^|[^a-z])your([^a-z]|$)|x{3}|placeholder|change.?me|process\.env|import\.meta|^[\w-]*(publishable|api)[_-]?key$/i

const COPY = "Copy your campaign's publishable key, pk_aff_…, as it is in Introw."

/** What people and their tools leave in place of a key, the first that fits. */
const FAULTS: readonly (readonly [pattern: RegExp, why: string, remedy: string])[] = [
  [
    UNSET,
    'it is what an unset variable leaves',
    'Look at the variable it comes from: its name, and whether it is set where the page is built.',
  ],
  [/^bearer\s/i, 'Bearer stands before it', `Leave Bearer out. ${COPY}`],
  [
    /["'`‘’“”„«»]|&(quot|#3[49]);/,
    'it has quotes in it',
    'Leave the quotes out: they belong to the file that it was copied from.',
  ],
  [PLACEHOLDER, 'it is a placeholder', COPY],
  [/^pk_(live|test)_/i, "it looks like Stripe's", COPY],
  [/^(?!pk_)[!-~]{1,128}$/i, 'publishable keys begin with pk_', COPY],
]

/** What is wrong with a text that stands for a publishable key, as far as one can see; undefined where nothing is. */
export const findFault = (text: string): Fault | undefined => {
  const fault = FAULTS.find(([pattern]) => pattern.test(text))
  return fault && [fault[1], fault[2]]
}

/** Asks whether a text that stands for a publishable key may be somebody's secret. */
export const mayBeSecret = (text: string): boolean =>
  ![/^\W*pk[\W_]/i, UNSET, PLACEHOLDER].some((pattern) => pattern.test(text))
