import { setTimeout as delay } from 'node:timers/promises'
import { By, type WebDriver } from 'selenium-webdriver'
import { NotSupported, type Engine, type EngineServer } from './engine.ts'
import { Late, within } from './poll.ts'
import { endHelper, spawnHelper } from './processes.ts'
import { openSession } from './session.ts'
import { createTab, type Remote } from './tab.ts'

const COMMAND_MS = 30_000
const LOOK_MS = 1000
const POLL_MS = 5

/** WebKitGTK has no headless mode: what keeps it alive is a display. Its address is that, and the browser's version. */
export async function serveWebdriver(): Promise<EngineServer> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const xvfb = spawnHelper('Xvfb', args, {}, ['ignore', 'ignore', 'ignore', 'pipe'])
  const close = () => endHelper(xvfb)
  try {
    const display = await new Promise<string>((resolve, reject) => {
      xvfb.stdio[3]?.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`))
      xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code} instead of opening a display`)))
    })
    return { address: `${display} ${await readVersion(display)}`, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function readVersion(display: string): Promise<string> {
  const session = await openSession(display, {})
  try {
    return String((await session.driver.getCapabilities()).get('browserVersion'))
  } finally {
    await session.close()
  }
}

export async function connectWebdriver(address: string): Promise<Engine> {
  const [display = '', version = ''] = address.split(' ')
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
    /** Not a tab: MiniBrowser's background tabs are hidden. Its first window stays, or the session would end. */
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
  const take = async (run: number, first: Outcome): Promise<unknown> => {
    const ask = () => driver.executeScript<Outcome>(`return (${takeRun.toString()})(${run})`)
    let outcome = first
    while (outcome === 'running') {
      await delay(POLL_MS)
      outcome = await command(() => within(LOOK_MS, ask())).catch(toRunning)
    }
    if (outcome === 'gone') throw new Error('The document was left before the function had ended')
    if (outcome.error !== undefined) throw new Error(outcome.error)
    return outcome.value
  }
  return {
    async run(source) {
      const run = (runs += 1)
      const start = `(${startRun.toString()})(${run}, ${source}, arguments[0])`
      return take(run, await command(() => driver.executeAsyncScript<Outcome>(start)))
    },
    async look(source) {
      const run = (runs += 1)
      const start = () => driver.executeScript(`(${startRun.toString()})(${run}, ${source})`)
      // WebKit never answers a script that meets a document on its way into the back/forward cache.
      await command(() => within(LOOK_MS, start()))
      return take(run, 'running')
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

/** The answer was lost, or is late: ask again. */
function toRunning(error: unknown): Outcome {
  if (error instanceof Late) return 'running'
  throw error
}

type Outcome = 'running' | 'gone' | { value?: string; error?: string }

/**
 * Answers at once if asked to and able; else leaves the outcome in the page, so that waiting does not hold up the other
 * tabs. In a task of its own, since WebKit runs no microtasks after a driver's script.
 */
function startRun(run: number, fn: () => Promise<string>, answer?: (outcome: Outcome) => void): void {
  const page = window as unknown as Record<symbol, Record<number, Outcome> | undefined>
  const runs = (page[Symbol.for('runs')] ??= {})
  runs[run] = 'running'
  let settle = (outcome: Outcome) => {
    runs[run] = outcome
    answer?.(outcome)
  }
  setTimeout(() => {
    setTimeout(() => {
      if (runs[run] !== 'running') return
      settle = (outcome) => (runs[run] = outcome)
      answer?.('running')
    })
    fn().then(
      (value) => settle({ value }),
      (error) => settle({ error: `${error}\n${error && error.stack}` }),
    )
  })
}

function takeRun(run: number): Outcome {
  const page = window as unknown as Record<symbol, Record<number, Outcome> | undefined>
  return page[Symbol.for('runs')]?.[run] ?? 'gone'
}
