import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const LICENSES_FILE = 'LICENSES.txt'

const RULE = '-'.repeat(80)
const HEAD = `Some files of this folder hold code of other packages, under the licences that stand here in full.
affiliate.js's own licence is in the package's LICENSE.`

/** Two rollup plugins: `collect` for each bundle, and `emit` behind it for the last, which writes what was collected. */
export function createLicenses() {
  const files = new Map()
  return {
    collect: {
      name: 'collect-licenses',
      generateBundle: (_, bundle) => {
        for (const { type, fileName, modules } of Object.values(bundle)) {
          if (type !== 'chunk') continue
          for (const folder of packagesOf(modules)) files.set(folder, (files.get(folder) ?? new Set()).add(fileName))
        }
      },
    },
    emit: {
      name: 'emit-licenses',
      generateBundle() {
        const notices = [...files].map(([folder, names]) => createNotice(folder, [...names].sort())).sort()
        this.emitFile({
          type: 'asset',
          fileName: LICENSES_FILE,
          source: [HEAD, ...notices].join(`\n\n${RULE}\n\n`) + '\n',
        })
      },
    },
  }
}

/** The folders of the packages of which some code is left in a chunk. */
function packagesOf(modules) {
  const rendered = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0)
  const foreign = rendered.map(([id]) => id).filter((id) => id.includes('node_modules'))
  return new Set(foreign.map((id) => findPackage(dirname(id))))
}

/** Packages have nameless package.json files in inner folders too, which say `type` alone. */
function findPackage(folder) {
  const file = join(folder, 'package.json')
  const isPackage = existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version
  if (!isPackage && dirname(folder) === folder) throw new Error('A bundled module is of no package')
  return isPackage ? folder : findPackage(dirname(folder))
}

function createNotice(folder, names) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry))
  if (!file) throw new Error(`${name} has no licence file`)
  const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
  return `${name} ${version} (${license}), in ${names.join(', ')}\n\n${text}`
}
