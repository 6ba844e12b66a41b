import { chromium } from 'playwright'
import { findChromium } from '../../scripts/executables.mjs'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Processes that the browser starts ahead, and that do not answer for 5 seconds when a trace ends; then what asks its maker's
  // hosts. The last such list is the only one that Chromium reads, so Playwright's is void.
  `--disable-features=${[
    ...['SpareRendererForSitePerProcess', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
    ...['AimEnabled', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'Translate'],
  ].join()}`,
  // Several peers count no visitor who is a robot.
  '--disable-blink-features=AutomationControlled',
]

/** A Chromium that looks like a visitor's. */
export async function launch(args) {
  const browser = await chromium.launch({
    executablePath: findChromium() ?? chromium.executablePath(),
    args: [...ARGS, ...args],
  })
  const version = browser.version()
  const product = `Chrome/${version.split('.')[0]}.0.0.0`
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ${product} Safari/537.36`
  return {
    version,
    userAgent,
    tracer: browser,
    open: (options = {}) => browser.newContext({ userAgent, ...options }),
    close: () => browser.close(),
  }
}
