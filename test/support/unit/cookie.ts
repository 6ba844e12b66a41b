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
