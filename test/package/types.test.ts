import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutside, type Outside, pack, ROOT, run, unpack } from '../support/package.ts'

const COMPILE_MS = 120_000
const COMPILERS = ['typescript-5.9', 'typescript']
const RESOLUTIONS = { nodenext: 'nodenext', bundler: 'esnext' }
const CONSUMERS = {
  page: { lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
  server: { lib: ['es2022'], types: ['node'] },
}

let outside: Outside

beforeAll(async () => {
  outside = await createOutside('types')
  const { tarball } = await pack(outside.folder)
  await unpack(tarball, outside.folder)
})

afterAll(() => outside?.remove())

const cases = Object.keys(CONSUMERS).flatMap((consumer) =>
  COMPILERS.flatMap((compiler) =>
    Object.keys(RESOLUTIONS).map((resolution) => [consumer, compiler, resolution] as const),
  ),
)

test.each(cases)(
  'the types serve a strict %s without skipLibCheck, with %s and %s',
  async (consumer, compiler, resolution) => {
    const folder = join(outside.folder, `${consumer}-${compiler}-${resolution}`)
    await mkdir(folder)
    await copyFile(join(import.meta.dirname, 'consumer', `${consumer}.mts`), join(folder, 'consumer.mts'))
    const compilerOptions = {
      ...CONSUMERS[consumer as keyof typeof CONSUMERS],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2022',
      module: RESOLUTIONS[resolution as keyof typeof RESOLUTIONS],
      moduleResolution: resolution,
      typeRoots: [join(ROOT, 'node_modules', '@types')],
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.mts'] }))
    const tsc = join(ROOT, 'node_modules', compiler, 'bin', 'tsc')
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch((error: { stdout: string }) => error)
    expect(stdout).toBe('')
  },
  COMPILE_MS,
)

test(
  'the compilers are TypeScript 5.9 and 6',
  async () => {
    const versions = COMPILERS.map((name) =>
      run(process.execPath, [join(ROOT, 'node_modules', name, 'bin', 'tsc'), '--version']),
    )
    const [older, newer] = (await Promise.all(versions)).map(({ stdout }) => stdout)
    expect([older, newer]).toEqual([expect.stringContaining('Version 5.9.'), expect.stringContaining('Version 6.')])
  },
  COMPILE_MS,
)
