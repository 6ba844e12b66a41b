/** What somebody else has made: an object whatever it is, with members of any type. */
export type Fields = Readonly<Record<string, unknown>>

/** Makes whatever is given an object, so that its members can be asked for. A getter of it may throw. */
export const toFields = (value: unknown): Fields => Object(value) as Fields

/** Gives a text that is not empty. A list of one such text is none: `String` would make it its member. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

/** Gives an id, which some tell as a number. */
export const idOf = (value: unknown): string | undefined => textOf(typeof value === 'number' ? String(value) : value)

/** Reads a member of a member, as far as there are any. A getter may throw. */
export const readPath = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce((member, name) => toFields(member)[name], value)
