import { type InputOptions, type OutputOptions, rollup } from 'rollup'
import { beforeAll, describe, expect, test } from 'vitest'

interface Build extends InputOptions {
  readonly output: OutputOptions
}

const SOURCE = `
  const entry = { _madeAt: Date.now(), promise: window.promise, remove: document.remove }
  window.found = [entry._madeAt, window['__tcfapi'], entry.promise, entry.remove]`

describe('of properties the build mangles', () => {
  let code = ''

  beforeAll(async () => {
    const { default: builds } = (await import(`${import.meta.dirname}/../../rollup.config.mjs`)) as { default: Build[] }
    const { output } = builds.find((build) => build.output.file === 'dist/affiliate.js') ?? { output: {} }
    const load = (id: string) => (id === 'source' ? SOURCE : null)
    const bundle = await rollup({
      input: 'source',
      plugins: [{ name: 'source', resolveId: (id) => id, load }],
    })
    code = (await bundle.generate({ ...output, sourcemap: false })).output[0].code
  })

  test('those that begin with an underscore', () => {
    expect(code).not.toContain('_madeAt')
  })

  test('none that is written in quotes, as a foreign name with an underscore is', () => {
    expect(code).toContain('.__tcfapi')
  })

  test('no other: the platform has them too', () => {
    for (const name of ['promise', 'remove']) expect(code).toContain(name)
  })
})
