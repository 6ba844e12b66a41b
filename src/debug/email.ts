/** What people get wrong, as far as the contract's pattern minds. */
const MISTAKES: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^[^@]*$/, 'it has no @'],
  [/@.*@/, 'it has more than one @'],
  [/\s/, 'it has a space in it'],
  [/^@/, 'there is nothing before the @'],
  [/@[^.]*$/, 'its domain has no dot'],
  [/^\.|\.@|\.\./, 'a dot stands at the beginning, before the @, or beside another dot'],
  [/@(.*\.)?-|@.*-(\.|$)/, 'a part of its domain begins or ends with a hyphen'],
  [/[^\x21-\x7e]/, 'it has letters beyond ASCII in it'],
  [/.{255}/, 'it is longer than 254 characters'],
]

/** Why the API would refuse an e-mail address. */
export const whyRefused = (email: string): string =>
  MISTAKES.find(([pattern]) => pattern.test(email))?.[1] ?? 'it has a character that the pattern does not take'
