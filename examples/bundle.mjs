import { fileURLToPath } from 'node:url'

const made = new Map()

/** Makes one module of an example's file and the packages that it imports. Once a process: it takes a second. */
export function bundle(file) {
  if (!made.has(file.href)) made.set(file.href, make(file))
  return made.get(file.href)
}

/** Vite is loaded when it is needed, since most examples have nothing to build. */
async function make(file) {
  const { build } = await import('vite')
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry: fileURLToPath(file), formats: ['es'] } },
  })
  return output[0].code
}
