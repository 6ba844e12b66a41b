import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Builder, By, type WebDriver } from 'selenium-webdriver'
import { NotSupported, type Engine, type EngineServer, type VisitorOptions } from './engine.ts'
import { endHelper, findFreePort, leash, spawnHelper } from './processes.ts'
import { within } from './poll.ts'
import { startProxy } from './proxy.ts'
import { createTab, type Remote } from './tab.ts'

const START_MS = 20_000
const COMMAND_MS = 30_000
const POLL_MS = 10

/** WebKitGTK has no headless mode: what keeps it alive is a display, and the display is its address. */
export async function serveWebdriver(): Promise<EngineServer> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const xvfb = spawnHelper('Xvfb', args, {}, ['ignore', 'ignore', 'ignore', 'pipe'])
  const display = await new Promise<string>((resolve, reject) => {
    xvfb.stdio[3]?.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`))
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} instead of opening a display`)))
  })
  return { address: display, close: () => endHelper(xvfb) }
}

export async function connectWebdriver(display: string): Promise<Engine> {
  const sample = await openSession(display, {})
  const version = String((await sample.driver.getCapabilities()).get('browserVersion'))
  await sample.close()
  return {
    name: 'webkit',
    version,
    async visitor(options = {}) {
      const session = await openSession(display, options)
      const turns = createTurns(session.driver)
      return {
        tab: async () => createTab(createRemote(session.driver, turns, await turns.openWindow())),
        offline: () => Promise.reject(new NotSupported('WebKitWebDriver cannot cut the network')),
        close: () => session.close(),
      }
    },
    close: () => Promise.resolve(),
  }
}

/** A driver holds one session, and a session one ephemeral profile; so each visitor has a driver. */
async function openSession(display: string, options: VisitorOptions) {
  const proxy = options.hosts && (await startProxy(options.hosts))
  const port = await findFreePort()
  const { executablePath, env } = leash(findMiniBrowser())
  const helper = spawnHelper('WebKitWebDriver', [`--port=${port}`], { ...env, DISPLAY: display }, 'ignore')
  const close = async () => {
    await endHelper(helper)
    await proxy?.close()
  }
  try {
    await waitForDriver(port, helper)
    const driver = new Builder()
      .disableEnvironmentOverrides()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(createCapabilities(executablePath, options, proxy?.port))
      .build()
    await within(START_MS, Promise.resolve(driver.getWindowHandle()))
    return { driver, close }
  } catch (error) {
    await close()
    throw error
  }
}

function createCapabilities(binary: string, options: VisitorOptions, proxyPort: number | undefined) {
  return {
    browserName: 'MiniBrowser',
    acceptInsecureCerts: true,
    // Otherwise a command never returns when the page has navigated by itself meanwhile.
    pageLoadStrategy: 'none',
    'webkitgtk:browserOptions': {
      binary,
      args: [
        '--automation',
        ...(options.cookies ? ['--cookies-policy=never'] : []),
        ...(options.storage ? ['--enable-html5-local-storage=false'] : []),
        // Not WebDriver's `proxy`: its `sslProxy` speaks TLS to the proxy itself.
        ...(proxyPort === undefined ? [] : [`--proxy=http://127.0.0.1:${proxyPort}`]),
        ...(proxyPort === undefined ? [] : ['localhost', '*.localhost', '127.0.0.1'].map((host) => `--ignore-host=${host}`)),
      ],
    },
  }
}

type Turns = ReturnType<typeof createTurns>

/** Commands go to the window that was switched to, so each waits its turn. */
function createTurns(driver: WebDriver) {
  let current: string | undefined
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const turn = last.then(() => within(COMMAND_MS, work()))
    last = turn.catch(() => {})
    return turn
  }
  const focus = async (handle: string) => {
    if (current === handle) return
    await driver.switchTo().window(handle)
    current = handle
  }
  const first = inTurn(async () => (current = await driver.getWindowHandle()))
  return {
    inWindow: <R>(handle: string, work: () => Promise<R>) => inTurn(() => focus(handle).then(work)),
    /** A window, not a tab: MiniBrowser's background tabs are hidden. Its first window stays, or the session would end. */
    openWindow: () =>
      inTurn(async () => {
        await focus(await first)
        await driver.switchTo().newWindow('window')
        return (current = await driver.getWindowHandle())
      }),
    closeWindow: (handle: string) =>
      inTurn(async () => {
        await focus(handle)
        await driver.close()
        current = undefined
      }),
  }
}

function createRemote(driver: WebDriver, turns: Turns, handle: string): Remote {
  const command = <R>(work: () => Promise<R>) => turns.inWindow(handle, work)
  let runs = 0
  return {
    async run(source) {
      const run = (runs += 1)
      let outcome = await command(() =>
        driver.executeAsyncScript<Outcome>(`(${startRun.toString()})(${run}, ${source}, arguments[0])`),
      )
      while (outcome === 'running') {
        await delay(POLL_MS)
        outcome = await command(() => driver.executeScript<Outcome>(`return (${takeRun.toString()})(${run})`))
      }
      if (outcome === 'gone') throw new Error('The document was left before the function had ended')
      if (outcome.error !== undefined) throw new Error(outcome.error)
      return outcome.value
    },
    open: (url) => command(() => driver.get(url)),
    press: (selector) => command(async () => (await driver.findElement(By.css(selector))).click()),
    type: (selector, text) =>
      command(async () => {
        const element = await driver.findElement(By.css(selector))
        await element.clear()
        await element.sendKeys(text)
      }),
    close: () => turns.closeWindow(handle),
  }
}

type Outcome = 'running' | 'gone' | { value?: string; error?: string }

/**
 * Answers at once if it can; else leaves the outcome in the page, so that waiting does not hold up the other tabs. In a
 * task of its own, since WebKit runs no microtasks after a driver's script.
 */
function startRun(run: number, fn: () => Promise<string>, answer: (outcome: Outcome) => void): void {
  const page = window as unknown as Record<symbol, Record<number, Outcome> | undefined>
  const runs = (page[Symbol.for('runs')] ??= {})
  setTimeout(() => {
    let settle = (outcome: Outcome) => {
      clearTimeout(patience)
      answer(outcome)
    }
    const patience = setTimeout(() => {
      settle = (outcome) => (runs[run] = outcome)
      runs[run] = 'running'
      answer('running')
    })
    fn().then(
      (value) => settle({ value }),
      (error) => settle({ error: `${error}\n${error && error.stack}` }),
    )
  })
}

function takeRun(run: number): Outcome {
  const page = window as unknown as Record<symbol, Record<number, Outcome> | undefined>
  const runs = page[Symbol.for('runs')]
  const outcome = runs?.[run] ?? 'gone'
  if (outcome !== 'running') delete runs?.[run]
  return outcome
}

async function waitForDriver(port: number, helper: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS
  let last = 'no answer'
  while (Date.now() < deadline) {
    if (helper.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${helper.exitCode}`)
    try {
      if ((await fetch(`http://127.0.0.1:${port}/status`)).ok) return
      last = 'not ready'
    } catch (error) {
      last = String(error)
    }
    await delay(POLL_MS)
  }
  throw new Error(`WebKitWebDriver did not answer within ${START_MS / 1000} s: ${last}`)
}

function findMiniBrowser(): string | undefined {
  const folders = ['/usr/libexec', '/usr/lib', ...list('/usr/lib').map((name) => join('/usr/lib', name))]
  const candidates = folders.flatMap((folder) =>
    list(folder).filter((name) => name.startsWith('webkit')).map((name) => join(folder, name, 'MiniBrowser')),
  )
  return candidates.find((path) => existsSync(path))
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
