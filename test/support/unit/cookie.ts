import fc from 'fast-check'

/** Attributes of a write, names in lower case. */
export function attributesOf(write: string): Record<string, string> {
  const parts = write.split(';').slice(1)
  return Object.fromEntries(
    parts.map((part) => {
      const [name = '', ...value] = part.trim().split('=')
      return [name.toLowerCase(), value.join('=')]
    }),
  )
}

/** For how many days a write keeps its cookie; undefined where it says nothing that every browser understands. */
export function daysOf(write = ''): number | undefined {
  const maxAge = attributesOf(write)['max-age'] ?? ''
  return /^-?\d+$/.test(maxAge) ? Number(maxAge) / 86_400 : undefined
}

const characters = fc.constantFrom(
  'a',
  '+',
  ' ',
  ';',
  '=',
  ',',
  '"',
  '\\',
  '%',
  '%3B',
  '; Domain=evil.test',
  'é',
  '😀',
  '/',
  "'",
  '(',
  ')',
  '&',
)

/** Click ids, of which many would break a cookie that is written without care. */
export const clickIds = fc
  .oneof(
    fc.array(characters, { minLength: 1, maxLength: 20 }).map((parts) => parts.join('')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  )
  .filter((id) => /^\P{Cc}{1,256}$/u.test(id))
