/**
 * The figures of the fault matrix as a page.
 *
 * @param columns - An engine each, as `npm run matrix` measured it.
 */
export function renderMatrix(columns) {
  const cells = new Map(columns.flatMap(({ fields }) => fields).map((field) => [field.row, field]))
  const rows = [...cells.values()].sort((one, other) => one.row - other.row)
  const fields = columns.flatMap((column) => column.fields)
  const failed = fields.filter(({ hasFailed }) => hasFailed).length
  return `# The fault matrix

Written by \`npm run matrix\`: the built bundle against the sandbox's faults.
${failed === 0 ? `All ${fields.length} fields are as they should be.` : `**${failed} of ${fields.length} fields are not as they should be** (✗).`}

A field says how many conversions the sandbox had recorded once per click in the end, with their e-mail and properties, and
behind the dot the most POSTs that one conversion took in all, whatever page made them. In every field the
pages' consoles stayed free of anything of ours, the requests were those that the cell expects, and an hour later the
visitor's next page left no e-mail in storage.

${columns.map(describeEngine).join('\n')}

${line(['cell', ...columns.map(({ engine }) => engine), 'how it was done'])}
${line(['---', ...columns.map(() => '---:'), '---'])}
${rows.map((row) => line([row.name, ...columns.map((column) => describeField(column, row)), describeHow(columns, row)])).join('\n')}

Everywhere: each conversion has an API, a merchant's domain and so a cookie and a storage of its own. "An hour later" is the
page's clock, moved by an inline script of the page (\`Date.now\`); all waiting within a page is real.
In Chromium and Firefox each conversion also has a fresh profile, but for the cell where the browser refuses storage; in
WebKit those of a run share one, since there a profile is a whole browser.
`
}

function describeEngine({ engine, fields, obstacle, conversions, minutes, date, commit, integrity }) {
  const version = fields.find((field) => field.version)?.version
  return `- ${engine} ${version ?? ''}: ${
    obstacle
      ? `not run, ${obstacle}`
      : `${fields.length} cells of **${conversions} ${conversions === 1 ? 'conversion' : 'conversions'}** in ${minutes.toFixed(1)} minutes on ${date}, ${commit ? `commit ${commit}, ` : ''}bundle \`${integrity.slice(0, 19)}…\``
  }`
}

function describeField({ fields }, { row }) {
  const field = fields.find((other) => other.row === row)
  if (field?.recorded === undefined) return field?.hasFailed ? '✗ broke off' : 'not run'
  return `${field.hasFailed ? '✗ ' : ''}${field.recorded}/${field.conversions} · ${field.posts}`
}

function describeHow(columns, { row, how }) {
  const notes = columns.flatMap(({ engine, fields }) => {
    const note = fields.find((field) => field.row === row)?.note
    return note ? [`${engine}: ${note}`] : []
  })
  return [how, ...notes].join('; ')
}

function line(fields) {
  return `| ${fields.map((field) => field.replaceAll('|', '\\|')).join(' | ')} |`
}
