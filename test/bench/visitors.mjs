/**
 * A page that no debugger watches. Playwright turns on those parts of DevTools for which Chromium takes down the whole call
 * stack at every look at a cookie and at every request, and V8 then parses each function on it again, to know its lines. A
 * visitor's browser does so for one function at most: of our landing a tenth, of a first `track()` a fifth would be the
 * debugger's.
 *
 * @param state - What the browser has stored before, as Playwright tells it: cookies, local storage.
 * @returns The page, still empty, in a context and a process of its own: `open` gives it an address, and waits for its `load`.
 */
export async function createPage(browser, state) {
  const whole = await browser.tracer.newBrowserCDPSession()
  const { browserContextId } = await whole.send('Target.createBrowserContext')
  if (state) await restore(whole, browserContextId, state)
  const page = await attach(whole, browserContextId)
  await page.send('Emulation.setUserAgentOverride', { userAgent: browser.userAgent })
  return {
    ...page,
    async close() {
      await whole.send('Target.disposeBrowserContext', { browserContextId })
      await whole.detach()
    },
  }
}

async function restore(whole, browserContextId, { cookies, origins }) {
  await whole.send('Storage.setCookies', { browserContextId, cookies })
  for (const { origin, localStorage } of origins) {
    // A page of its own: that of the sample has a process that has run nothing.
    const page = await attach(whole, browserContextId)
    await page.open(`${origin}/empty`)
    await page.evaluate(
      (items) => items.forEach(({ name, value }) => window.localStorage.setItem(name, value)),
      localStorage,
    )
    await whole.send('Target.closeTarget', { targetId: page.targetId })
  }
}

async function attach(whole, browserContextId) {
  const { targetId } = await whole.send('Target.createTarget', { url: 'about:blank', browserContextId })
  // Not flat: Playwright's sessions reach no other target.
  const { sessionId } = await whole.send('Target.attachToTarget', { targetId, flatten: false })
  const { send, once } = talk(whole, sessionId)
  await send('Page.enable')
  return {
    targetId,
    send,
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
