import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { run } from './commands.mjs'
import { findChromium, findExecutable, findMiniBrowser } from './executables.mjs'

export const ENGINES = ['chromium', 'firefox', 'webkit']

const DEBIAN_PACKAGES = {
  chromium: ['chromium'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
}

/**
 * Installs what is missing of these engines: from Debian's packages as root; Chromium else through Playwright.
 * Gives what is still missing, as `{ engine: what to do }`.
 */
export async function ensureBrowsers(engines) {
  const missing = await findMissing(engines)
  if (missing.length > 0 && process.getuid?.() === 0 && findExecutable('apt-get')) {
    const packages = missing.flatMap((engine) => DEBIAN_PACKAGES[engine])
    console.log(`Installing ${packages.join(', ')} (apt-get)`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-q'], env)
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], env)
  }
  if ((await findMissing(engines)).includes('chromium')) {
    console.log('Installing Chromium (playwright install)')
    await run('npx', ['--no-install', 'playwright', 'install', 'chromium'])
  }
  return Object.fromEntries((await findMissing(engines)).map((engine) => [engine, describe(engine)]))
}

async function findMissing(engines) {
  const present = await Promise.all(engines.map((engine) => isInstalled(engine)))
  return engines.filter((_, index) => !present[index])
}

async function isInstalled(engine) {
  if (engine === 'firefox') return Boolean(findExecutable('firefox-esr'))
  if (engine === 'webkit') {
    return [findExecutable('WebKitWebDriver'), findExecutable('Xvfb'), findMiniBrowser()].every(Boolean)
  }
  return Boolean(findChromium()) || existsSync((await import('playwright')).chromium.executablePath())
}

function describe(engine) {
  return `${engine} is not installed; as root: apt-get install ${DEBIAN_PACKAGES[engine].join(' ')}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const missing = Object.values(await ensureBrowsers(process.argv[2] ? process.argv.slice(2) : ENGINES))
  missing.forEach((message) => console.error(message))
  process.exitCode = missing.length > 0 ? 1 : 0
}
