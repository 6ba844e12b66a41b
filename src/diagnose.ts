/** What the code tells the development build, by name; `debug/` knows what each comes with, and what to say of it. */
export type Fact =
  | 'tag'
  | 'init'
  | 'twice'
  | 'published'
  | 'created'
  | 'joined'
  | 'arrived'
  | 'asked'
  | 'woken'
  | 'decided'
  | 'click'
  | 'cookie'
  | 'cleaned'
  | 'written'
  | 'tracked'
  | 'clickless'
  | 'email'
  | 'properties'
  | 'cut'
  | 'kept'
  | 'capped'
  | 'outbox'
  | 'sending'
  | 'answered'
  | 'unbelieved'
  | 'uncounted'
  | 'held'

/**
 * Tells the development build what was found, done or refused. Every other build drops the calls: this does nothing, so
 * give it names of what is there anyway. In the development build `debug/diagnose.ts` takes its place.
 */
/* @__NO_SIDE_EFFECTS__ */
export const diagnose = (_fact: Fact, ..._values: unknown[]): void => {}
