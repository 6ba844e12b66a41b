import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const ENGINES = ['chromium', 'firefox', 'webkit']
/** The suites of a page run twice: on the source, and on what ships. */
const NODE_PROJECTS = [
  { name: 'unit', folder: 'unit', env: {} },
  { name: 'page', folder: 'page', env: { BUILD: 'source' } },
  { name: 'dist', folder: 'page', env: { BUILD: 'dist' } },
  { name: 'package', folder: 'package', env: {} },
]
/** Properties take as long as they have inputs. */
const NODE_TIMEOUT_MS = 60_000 * Math.max(1, (Number(process.env.FUZZ_RUNS) || 0) / 10_000)
const BROWSER_TIMEOUT_MS = 60_000

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    retry: 0,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      ...NODE_PROJECTS.map(({ name, folder, env }) => ({
        extends: true as const,
        test: {
          name,
          include: [`test/${folder}/**/*.test.ts`],
          env,
          testTimeout: NODE_TIMEOUT_MS,
          hookTimeout: NODE_TIMEOUT_MS,
        },
      })),
      ...ENGINES.map((name, index) => ({
        extends: true as const,
        test: {
          name,
          include: ['test/browser/**/*.test.ts'],
          // Their rows are of our own rules, of which no engine makes others.
          exclude: name === 'chromium' ? [] : ['test/browser/tables/**'],
          env: { ENGINE: name },
          globalSetup: ['test/support/setup.ts'],
          testTimeout: BROWSER_TIMEOUT_MS,
          hookTimeout: BROWSER_TIMEOUT_MS,
          // One engine after the other: on two cores they would starve each other's timers.
          sequence: { groupOrder: index + 1 },
        },
      })),
    ],
  },
})
