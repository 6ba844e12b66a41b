import { readFile } from 'node:fs/promises'

/** The examples run against a sandbox and their own build; these are the same lines on a merchant's site. */
const ON_YOUR_SITE = [
  [/\s*data-api-host="\{\{API_HOST\}\}"/g, ''],
  [/(["'])(\/affiliate(?:\.full)?\.js)\1/g, '$1https://app.introw.io$2$1'],
  [/\{\{PUBLISHABLE_KEY\}\}/g, 'pk_aff_org_...'],
]

/**
 * Statements of an example's file, as its reader copies them.
 *
 * @param file - URL of the file.
 * @param take - How each of them begins, in their order. Each is taken to its end. Throws if the file has none such.
 * @param stub - What stands for `{{STUB}}`.
 */
export async function readExcerpt(file, take, stub) {
  const lines = (await readFile(file, 'utf8')).split('\n')
  const blocks = []
  let end = 0
  for (const text of take) {
    const from = lines.findIndex((line, index) => index >= end && line.trimStart().startsWith(text))
    if (from === -1) throw new Error(`${file.pathname} has no line any more that begins with ${text}`)
    const isNext = from === end
    end = findEnd(lines, from)
    blocks.push(blocks.length === 0 ? '' : isNext ? '\n' : '\n\n', dedent(lines.slice(from, end)))
  }
  return ON_YOUR_SITE.reduce((code, [pattern, text]) => code.replace(pattern, text), blocks.join('')).replace(
    '{{STUB}}',
    () => stub,
  )
}

/** A statement goes on while lines are indented deeper, or close what is open. */
function findEnd(lines, from) {
  const depth = indentOf(lines[from])
  let end = from + 1
  while (end < lines.length && (indentOf(lines[end]) > depth || closes(lines[end], depth))) end += 1
  while (lines[end - 1].trim() === '') end -= 1
  return end
}

function closes(line, depth) {
  return indentOf(line) === depth && /^\s*([)\]}>]|\/>|<\/)/.test(line)
}

/** An empty line is as deep as any. */
function indentOf(line) {
  return line.trim() === '' ? Infinity : line.search(/\S/)
}

function dedent(lines) {
  const depth = indentOf(lines[0])
  return lines.map((line) => line.slice(depth)).join('\n')
}
