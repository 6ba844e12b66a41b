import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const pages = ['data.html', 'declarative.html', 'ssr.html']

export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  oxc: { jsx: { runtime: 'automatic' } },
  build: isSsrBuild
    ? { outDir: here('../.cache/react/server'), emptyOutDir: true }
    : { outDir: here('../.cache/react/client'), emptyOutDir: true, rolldownOptions: { input: pages.map(here) } },
  ssr: { noExternal: true },
}))
