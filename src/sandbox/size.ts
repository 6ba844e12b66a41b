// What an object and its places in lists and maps take, beside its texts.
const OBJECT_BYTES = 512
const VALUE_BYTES = 32

/** About how many bytes of memory a record with these texts takes, at two bytes a character. */
export function estimateBytes(...texts: readonly (string | null)[]): number {
  return texts.reduce((sum, text) => sum + (text?.length ?? 0) * 2, OBJECT_BYTES)
}

/** The same for the names and values of a flat record. */
export function estimateRecordBytes(record: Readonly<Record<string, unknown>>): number {
  return Object.entries(record).reduce(
    (sum, [name, value]) => sum + VALUE_BYTES + name.length * 2 + (typeof value === 'string' ? value.length * 2 : 0),
    0,
  )
}
