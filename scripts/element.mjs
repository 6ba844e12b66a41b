/**
 * A rollup plugin that makes of a script the element to paste, on one line. Throws where its code would not stand in XHTML or
 * in whatever character set a page has.
 *
 * @param fileName - What it is called, in place of the script.
 */
export const createElement = (fileName) => ({
  name: 'element',
  generateBundle(_, bundle) {
    const [{ fileName: script, code }] = Object.values(bundle)
    const line = code.trim().replace(/;$/, '')
    const foreign = /[&<]|[^ -~]/.exec(line)
    if (foreign) this.error(`The code of ${fileName} holds ${JSON.stringify(foreign[0])}: ${line}`)
    delete bundle[script]
    this.emitFile({ type: 'asset', fileName, source: `<script>${line}</script>\n` })
  },
})
