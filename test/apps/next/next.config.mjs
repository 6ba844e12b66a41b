import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../', import.meta.url))

/** @type {import('next').NextConfig} */
const config = {
  distDir: '.next',
  poweredByHeader: false,
  // The workspace's lockfile and node_modules are three levels up; without this Next guesses, and warns.
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
}

export default config
