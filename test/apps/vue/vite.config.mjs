import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const pages = ['index.html', 'ssr.html']

export default defineConfig(({ isSsrBuild }) => ({
  root: here('.'),
  plugins: [vue()],
  build: isSsrBuild
    ? { outDir: here('../.cache/vue/server'), emptyOutDir: true }
    : { outDir: here('../.cache/vue/client'), emptyOutDir: true, rolldownOptions: { input: pages.map(here) } },
  ssr: { noExternal: true },
}))
