import { defineConfig } from 'astro/config'

const CACHE = '../.cache/astro'

export default defineConfig({
  outDir: `${CACHE}/client`,
  cacheDir: `${CACHE}/content`,
  vite: { cacheDir: `${CACHE}/vite` },
})
