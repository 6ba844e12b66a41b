import { join } from 'node:path'
import { build, type Rollup } from 'vite'
import { ROOT } from './package.ts'

/** Makes one classic script of an entry and the packages that it imports, in memory. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry: join(ROOT, entry), formats: ['iife'], name: 'app' } },
  })
  const [{ output }] = [built].flat() as [Rollup.RollupOutput]
  return output[0].code
}
