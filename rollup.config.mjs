import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import replace from '@rollup/plugin-replace'
import terser from '@rollup/plugin-terser'
import typescript from '@rollup/plugin-typescript'
import { createElement } from './scripts/element.mjs'
import { createLicenses } from './scripts/licenses.mjs'
import { createManifest } from './scripts/manifest.mjs'
import { createTypes } from './scripts/types.mjs'

const { name, version, dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const dist = fileURLToPath(new URL('dist', import.meta.url))

const stampVersion = replace({ preventAssignment: true, sourceMap: true, values: { __VERSION__: version } })

/**
 * The first line asks V8 to compile every function while it downloads the script, off the page's thread
 * (https://v8.dev/blog/explicit-compile-hints). Other engines read a comment. A page view runs 89 of 278 functions, a landing
 * 126. No hint would still cost more in all, and most of it on the page's thread, where what runs is parsed a second time.
 * Parentheses around these alone would cost less, but take a list of functions, which somebody has to keep.
 *
 * Of properties those that begin with an underscore are mangled, and no other: a list of names would rename the platform's
 * the day somebody uses one of them. So a name of ours that nobody outside the bundle sees begins with an underscore, and a
 * foreign one that does, such as `window['__tcfapi']`, is written in quotes, which keep it.
 */
const minify = terser({
  ecma: 2020,
  toplevel: true,
  compress: { passes: 5, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
  mangle: { properties: { regex: /^_/, keep_quoted: true } },
  format: { comments: false, preamble: '//# allFunctionsCalledOnLoad' },
})

const licenses = createLicenses()

/** Swaps `src/diagnose.ts`, which does nothing, for the one that speaks. */
const diagnostics = {
  name: 'diagnostics',
  resolveId: (id) =>
    /^(\.\.?\/)+diagnose$/.test(id) ? fileURLToPath(new URL('src/debug/diagnose.ts', import.meta.url)) : null,
}

/** Every build starts from nothing. */
const clean = { name: 'clean', buildStart: () => rmSync(dist, { recursive: true, force: true }) }

/** What npm serves: a module a source file, types beside it. */
const modules = {
  input: ['src/index.ts', 'src/integrations.ts', 'src/server.ts'],
  external: Object.keys(dependencies),
  treeshake: { tryCatchDeoptimization: false },
  output: { dir: 'dist', format: 'esm', preserveModules: true },
  plugins: [
    clean,
    stampVersion,
    typescript({
      noEmit: false,
      declaration: true,
      outDir: 'dist',
      exclude: [
        'src/sandbox/**',
        'src/doctor/**',
        'src/script.ts',
        'src/full.ts',
        'src/stub.ts',
        'src/debug.ts',
        'src/debug/**',
      ],
    }),
    createTypes('index.d.ts', 'integrations.d.ts', 'server.d.ts'),
  ],
}

/** Where node modules are links, too, the maps name them as seen from `dist`. */
const sourcemapPathTransform = (path) => path.replace(/^.*\/node_modules\//, '../node_modules/')

/** What a script tag loads, in its two editions: one file, js-cookie inside. */
const createScript = (input, file) => ({
  input,
  output: {
    file,
    format: 'iife',
    sourcemap: true,
    sourcemapPathTransform,
    plugins: [minify],
  },
  plugins: [
    stampVersion,
    nodeResolve(),
    typescript({ noEmit: false, sourceMap: true, inlineSources: true }),
    licenses.collect,
  ],
})

const scripts = [
  createScript('src/script.ts', 'dist/affiliate.js'),
  createScript('src/full.ts', 'dist/affiliate.full.js'),
]

/** What is pasted into pages: as old as promises, since it has to answer where the script's own syntax is not understood. */
const stub = {
  input: 'src/stub.ts',
  output: {
    file: 'dist/stub.js',
    format: 'iife',
    strict: false,
    plugins: [
      terser({ ecma: 2015, toplevel: true, compress: { passes: 3 }, format: { comments: false } }),
      createElement('stub.html'),
    ],
  },
  plugins: [typescript({ noEmit: false, target: 'ES2015' })],
}

/** The development build of both, for developers to read: nothing is made small. Its types are those of `src/index.ts`. */
const debug = [
  {
    input: 'src/debug.ts',
    output: {
      file: 'dist/affiliate.debug.js',
      format: 'iife',
      sourcemap: true,
      sourcemapPathTransform,
    },
    plugins: [
      stampVersion,
      diagnostics,
      nodeResolve(),
      typescript({ noEmit: false, sourceMap: true, inlineSources: true }),
      licenses.collect,
    ],
  },
  {
    input: 'src/index.ts',
    external: Object.keys(dependencies),
    output: { file: 'dist/debug.js', format: 'esm' },
    plugins: [stampVersion, diagnostics, typescript({ noEmit: false })],
  },
]

/** For Node: one file, with what reads pages and policies inside. */
const doctor = {
  input: 'src/doctor/cli.ts',
  external: /^node:/,
  output: { dir: 'dist', entryFileNames: 'doctor/[name].js', format: 'esm' },
  plugins: [
    stampVersion,
    nodeResolve({ exportConditions: ['node'] }),
    typescript({ tsconfig: 'src/doctor/tsconfig.json', noEmit: false, outDir: dist }),
    licenses.collect,
  ],
}

/** For Node, its router inside. The adapter to node:http is a chunk of its own, loaded when something is served. */
const sandbox = {
  input: ['src/sandbox/index.ts', 'src/sandbox/cli.ts'],
  external: /^node:/,
  output: { dir: 'dist', entryFileNames: 'sandbox/[name].js', chunkFileNames: 'sandbox/[name].js', format: 'esm' },
  plugins: [
    nodeResolve({ exportConditions: ['node'] }),
    typescript({ tsconfig: 'src/sandbox/tsconfig.json', noEmit: false, declaration: true, outDir: dist }),
    createTypes('sandbox/index.d.ts'),
    licenses.collect,
    licenses.emit,
    createManifest({ folder: dist, name, version }),
  ],
}

export default [modules, ...scripts, stub, ...debug, doctor, sandbox]
