/** A page of Playwright's, whose visitor has been here before: with cookies and local storage. */
export async function createWatched(browser, storageState) {
  const context = await browser.open({ storageState })
  const page = await context.newPage()
  return {
    open: (url) => page.goto(url, { waitUntil: 'load' }),
    evaluate: (action, argument) => page.evaluate(action, argument),
    close: () => context.close(),
  }
}

/**
 * A page that no debugger watches. Playwright turns on those parts of DevTools for which Chromium takes down the whole call
 * stack at every look at a cookie and at every request, and V8 then parses each function on it again, to know its lines. A
 * visitor's browser does so for one function at most: of our landing a tenth, of a first `track()` a fifth would be the
 * debugger's.
 *
 * @returns The page, still empty, in a context of its own: `open` gives it an address, and waits for its `load`.
 */
export async function createUnwatched(browser) {
  const whole = await browser.tracer.newBrowserCDPSession()
  const { browserContextId } = await whole.send('Target.createBrowserContext')
  const { targetId } = await whole.send('Target.createTarget', { url: 'about:blank', browserContextId })
  // Not flat: Playwright's sessions reach no other target.
  const { sessionId } = await whole.send('Target.attachToTarget', { targetId, flatten: false })
  const { send, once } = talk(whole, sessionId)
  await send('Page.enable')
  await send('Emulation.setUserAgentOverride', { userAgent: browser.userAgent })
  return {
    async open(url) {
      const loaded = once('Page.loadEventFired')
      await send('Page.navigate', { url })
      await loaded
    },
    async evaluate(action, argument) {
      const expression = `(${action})(${JSON.stringify(argument)})`
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    },
    send,
    async close() {
      await whole.send('Target.disposeBrowserContext', { browserContextId })
      await whole.detach()
    },
  }
}

/** Commands to a target, and its events, within messages to and from the browser. */
function talk(whole, sessionId) {
  const answers = new Map()
  const events = new Map()
  let last = 0
  whole.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
    if (from !== sessionId) return
    const { id, method, result, error } = JSON.parse(message)
    if (id === undefined) events.get(method)?.()
    else if (error) answers.get(id)?.reject(new Error(error.message))
    else answers.get(id)?.resolve(result)
  })
  return {
    once: (method) => new Promise((resolve) => events.set(method, resolve)),
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = (last += 1)
        answers.set(id, { resolve, reject })
        const message = JSON.stringify({ id, method, params })
        whole.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject)
      }),
  }
}
