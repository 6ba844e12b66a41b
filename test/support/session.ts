import type { ChildProcess } from 'node:child_process'
import { Builder } from 'selenium-webdriver'
import { findMiniBrowser } from '../../scripts/executables.mjs'
import type { VisitorOptions } from './engine.ts'
import { poll, within } from './poll.ts'
import { endHelper, findFreePort, leash, spawnHelper } from './processes.ts'
import { startProxy } from './proxy.ts'

const START_MS = 10_000
const START_TRIES = 3
const SCRIPT_MS = 10_000
const DIRECT = ['localhost', '*.localhost', '127.0.0.1'].map((host) => `--ignore-host=${host}`)

/**
 * A driver holds one session, and a session one ephemeral profile; so each visitor has a driver. Now and then one on a
 * busy machine never gets its browser: then another is tried.
 */
export async function openSession(display: string, options: VisitorOptions) {
  const proxy = options.hosts && (await startProxy(options.hosts))
  const failures: string[] = []
  while (failures.length < START_TRIES) {
    try {
      const { driver, helper } = await startDriver(display, options, proxy?.port)
      return { driver, close: () => endHelper(helper).then(() => proxy?.close()) }
    } catch (error) {
      failures.push(String(error))
    }
  }
  await proxy?.close()
  throw new Error(`WebKit did not start: ${failures.join('; ')}`)
}

async function startDriver(display: string, options: VisitorOptions, proxyPort: number | undefined) {
  const port = await findFreePort()
  const { executablePath, env } = leash(findMiniBrowser())
  const helper = spawnHelper('WebKitWebDriver', [`--port=${port}`], { ...env, DISPLAY: display }, 'ignore')
  try {
    await waitForDriver(port, helper)
    const builder = new Builder()
      .disableEnvironmentOverrides()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(createCapabilities(executablePath, options, proxyPort))
    // The promise itself, not its `getSession()`: nobody would hear of the rejection that follows when the helper is ended.
    return { driver: await within(START_MS, builder.build()), helper }
  } catch (error) {
    await endHelper(helper)
    throw error
  }
}

function createCapabilities(binary: string, options: VisitorOptions, proxyPort: number | undefined) {
  return {
    browserName: 'MiniBrowser',
    acceptInsecureCerts: true,
    // Otherwise a command never returns when the page has navigated by itself meanwhile.
    pageLoadStrategy: 'none',
    // A document that is put into the back/forward cache takes the answer with it.
    timeouts: { script: SCRIPT_MS },
    'webkitgtk:browserOptions': {
      binary,
      args: [
        '--automation',
        ...(options.cookies ? ['--cookies-policy=never'] : []),
        ...(options.storage ? ['--enable-html5-local-storage=false'] : []),
        // Not WebDriver's `proxy`: its `sslProxy` speaks TLS to the proxy itself.
        ...(proxyPort === undefined ? [] : [`--proxy=http://127.0.0.1:${proxyPort}`, ...DIRECT]),
      ],
    },
  }
}

async function waitForDriver(port: number, helper: ChildProcess): Promise<void> {
  const answers = () => fetch(`http://127.0.0.1:${port}/status`).then((answer) => answer.ok)
  const ended = new Promise<never>((_, reject) =>
    helper.once('exit', (code) => reject(new Error(`WebKitWebDriver ended with ${code}`))),
  )
  await Promise.race([poll('WebKitWebDriver', answers, START_MS), ended])
}
