/** What somebody else has made: an object whatever it is, with members of any type. */
export type Fields = Readonly<Record<string, unknown>>

/** Makes whatever is given an object, so that its members can be asked for. A getter of it may throw. */
export const toFields = (value: unknown): Fields => Object(value) as Fields

/** Reads a member of a member, as far as there are any. A getter may throw. */
export const readPath = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce((member, name) => toFields(member)[name], value)
