import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, firefox } from 'playwright'
import type { BrowserContext, BrowserContextOptions, LaunchOptions, Page } from 'playwright'
import { findChromium, findExecutable } from '../../scripts/executables.mjs'
import type { Engine, EngineServer, Visitor, VisitorOptions, Way } from './engine.ts'
import { within } from './poll.ts'
import { leash } from './processes.ts'
import { startProxy } from './proxy.ts'
import { createTab, type Remote } from './tab.ts'

/** How often a click or a text that a page did not get is tried again. */
const PRESSES_MAX = 50

/** How long a page that stays needs at most to say so. */
const LEFT_MS = 2000

export type PlaywrightName = 'chromium' | 'firefox'

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function servePlaywright(name: PlaywrightName): Promise<EngineServer> {
  const server = await browserType(name).launchServer(launchOptions(name, {}))
  return { address: server.wsEndpoint(), close: () => server.close() }
}

export async function connectPlaywright(name: PlaywrightName, address: string): Promise<Engine> {
  const browser = await browserType(name).connect(address)
  return {
    name,
    version: browser.version(),
    async visitor(options = {}) {
      if (options.cookies || options.storage) return createVisitor(await openOwnBrowser(name, options))
      const { context, closeProxy } = await withProxy(options, (extra) => browser.newContext(extra))
      return createVisitor({ context, closeAll: () => context.close().then(closeProxy) })
    },
    close: () => browser.close(),
  }
}

interface Opened {
  readonly context: BrowserContext
  closeAll(): Promise<void>
}

function createVisitor({ context, closeAll }: Opened): Visitor {
  return {
    tab: async () => createTab(createRemote(await context.newPage())),
    offline: (on) => context.setOffline(on),
    close: closeAll,
  }
}

/** The page's main world and raw input alone: in Firefox the rest hangs after a restore from the back/forward cache. */
function createRemote(page: Page): Remote {
  const run = (source: string) => page.evaluate(`(${source})()`)
  /** Firefox drops a click on a page that it has not painted yet, so the page is asked whether it heard it. */
  const press = async (selector: string, way: Way = 'left'): Promise<void> => {
    if (way !== 'left') return pressOtherwise(page, selector, way)
    for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
      const [x, y] = await page.evaluate<[number, number]>(`(async () => {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const element = document.querySelector(${JSON.stringify(selector)})
        const hear = ({ target }) => { window[Symbol.for('pressed')] = element.contains(target) }
        window[Symbol.for('pressed')] = false
        addEventListener('mousedown', hear, { once: true, capture: true })
        const box = element.getBoundingClientRect()
        return [box.x + box.width / 2, box.y + box.height / 2]
      })()`)
      await page.mouse.click(x, y)
      // A page that has left has heard it; the one after it knows nothing of it.
      const answer = page.evaluate<boolean>(`window[Symbol.for('pressed')] !== false`)
      if (await within(LEFT_MS, answer).catch(() => true)) return
    }
    throw new Error(`The page heard no click on ${selector}.`)
  }
  return {
    run,
    look: run,
    open: (url) => page.goto(url, { waitUntil: 'commit' }).then(() => {}, ignoreInterruption),
    press,
    async type(selector, text) {
      const field = `document.querySelector(${JSON.stringify(selector)})`
      // Firefox drops a key now and then.
      for (let tries = 0; tries < PRESSES_MAX; tries += 1) {
        await press(selector)
        await page.evaluate(`${field}.select()`)
        await page.keyboard.press('Delete')
        await page.keyboard.type(text)
        if ((await page.evaluate(`${field}.value`)) === text) return
      }
      throw new Error(`The text in ${selector} never was ${text}.`)
    },
    close: () => page.close(),
  }
}

async function pressOtherwise(page: Page, selector: string, way: Way): Promise<void> {
  if (way === 'enter') {
    await page.focus(selector)
    await page.keyboard.press('Enter')
    return
  }
  const opened = page.context().waitForEvent('page')
  await page.click(selector, way === 'middle' ? { button: 'middle' } : { modifiers: ['Control'] })
  // A tab behind this one loads when it likes.
  await (await opened).bringToFront()
}

/** A page that leaves by itself at once has been there all the same. */
function ignoreInterruption(error: unknown): void {
  if (!/interrupted by another navigation|net::ERR_ABORTED|NS_BINDING_ABORTED/.test(String(error))) throw error
}

/** What is refused is a setting of the whole browser, so such a visitor has one for himself. */
async function openOwnBrowser(name: PlaywrightName, options: VisitorOptions): Promise<Opened> {
  const profile = await mkdtemp(join(tmpdir(), 'visitor-'))
  const preferences = { profile: { default_content_setting_values: options.cookies ? { cookies: 2 } : {} } }
  await mkdir(join(profile, 'Default'))
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences))
  const { context, closeProxy } = await withProxy(options, async (extra) =>
    name === 'chromium'
      ? chromium.launchPersistentContext(profile, { ...launchOptions(name, options), ...extra })
      : (await firefox.launch(launchOptions(name, options))).newContext(extra),
  )
  return {
    context,
    async closeAll() {
      const browser = context.browser()
      await context.close()
      await browser?.close()
      await closeProxy()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

async function withProxy(options: VisitorOptions, open: (extra: BrowserContextOptions) => Promise<BrowserContext>) {
  const proxy = options.hosts && (await startProxy(options.hosts))
  const route = proxy && { server: `http://127.0.0.1:${proxy.port}`, bypass: 'localhost,*.localhost,127.0.0.1' }
  const context = await open({ ignoreHTTPSErrors: true, ...(route && { proxy: route }) })
  return { context, closeProxy: () => proxy?.close() ?? Promise.resolve() }
}

function browserType(name: PlaywrightName) {
  return name === 'chromium' ? chromium : firefox
}

function launchOptions(name: PlaywrightName, options: VisitorOptions): LaunchOptions {
  if (name === 'firefox') {
    return {
      ...leash(findExecutable('firefox-esr')),
      // Debian's Firefox is spoken to by WebDriver BiDi, which Playwright does under this channel alone.
      channel: 'moz-firefox',
      firefoxUserPrefs: {
        ...(options.cookies && { 'network.cookie.cookieBehavior': 2 }),
        ...(options.storage && { 'dom.storage.enabled': false }),
      },
    }
  }
  return {
    ...leash(findChromium() ?? chromium.executablePath()),
    args: [...CHROMIUM_ARGS, ...(options.storage ? ['--disable-local-storage'] : [])],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  }
}
