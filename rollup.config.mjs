import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import typescript from '@rollup/plugin-typescript'
import { minify } from 'terser'

const { version, dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const dist = fileURLToPath(new URL('dist', import.meta.url))

const stampVersion = {
  name: 'stamp-version',
  renderChunk: (code) => (code.includes('__VERSION__') ? { code: code.replace('__VERSION__', version), map: null } : null),
}

const terser = {
  name: 'terser',
  renderChunk: (code) =>
    minify(code, {
      ecma: 2020,
      toplevel: true,
      sourceMap: true,
      compress: { passes: 5, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, keep_fargs: false },
      format: { comments: false },
    }),
}

/** Every build starts from nothing. */
const clean = { name: 'clean', buildStart: () => rmSync(dist, { recursive: true, force: true }) }

const script = (input, file) => ({
  input,
  output: { file, format: 'iife', sourcemap: true, plugins: [stampVersion, terser] },
  plugins: [nodeResolve(), typescript({ noEmit: false, sourceMap: true, inlineSources: true })],
})

const modules = {
  input: ['src/index.ts'],
  external: Object.keys(dependencies),
  output: { dir: 'dist', format: 'esm', preserveModules: true, plugins: [stampVersion] },
  plugins: [clean, typescript({ noEmit: false, declaration: true, outDir: 'dist', exclude: ['src/sandbox/**', 'src/script.ts'] })],
}

export default [modules, script('src/script.ts', 'dist/affiliate.js')]
