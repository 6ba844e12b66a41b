import { posix } from 'node:path'

const IMPORT = /(from |import\()(['"])(\.[^'"]+)\2/g

/**
 * A rollup plugin that leaves of all declarations those that these entries reach, and gives their imports the extensions
 * that `moduleResolution: nodenext` wants; our sources are written for bundlers.
 */
export const createTypes = (...entries) => ({
  name: 'types',
  generateBundle: (_, bundle) => {
    const reached = new Set()
    for (const entry of entries) reach(entry, bundle, reached)
    for (const file of Object.values(bundle)) {
      if (!file.fileName.endsWith('.d.ts')) continue
      if (reached.has(file.fileName)) file.source = String(file.source).replace(IMPORT, '$1$2$3.js$2')
      else delete bundle[file.fileName]
    }
  },
})

function reach(name, bundle, reached) {
  if (reached.has(name)) return
  if (!bundle[name]) throw new Error(`No types were made at ${name}`)
  reached.add(name)
  const imports = String(bundle[name].source).matchAll(IMPORT)
  for (const [, , , path] of imports) reach(`${posix.join(posix.dirname(name), path)}.d.ts`, bundle, reached)
}
