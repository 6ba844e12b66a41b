import { fileURLToPath } from 'node:url'
import { build, type Rollup } from 'vite'
import type { PLATFORMS } from '../page/integrations/consent/platforms.ts'

declare global {
  interface Window {
    /** The stand-ins for consent platforms, on a page that has their script. */
    standins: { readonly PLATFORMS: typeof PLATFORMS }
  }
}

/** The stand-ins for consent platforms that the page suites have, as a script for a browser. */
export async function bundleStandIns(): Promise<string> {
  const entry = fileURLToPath(new URL('../page/integrations/consent/platforms.ts', import.meta.url))
  const outputs = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, name: 'standins', formats: ['iife'] } },
  })
  const [output] = [outputs].flat() as Rollup.RollupOutput[]
  if (!output) throw new Error('There is no bundle of the stand-ins.')
  return output.output[0].code
}
