/** What somebody else has made: an object whatever it is, with members of any type. */
export type Fields = Readonly<Record<string, unknown>>

/** Makes whatever is given an object, so that its members can be asked for. A getter of it may throw. */
export const toFields = (value: unknown): Fields => Object(value) as Fields
