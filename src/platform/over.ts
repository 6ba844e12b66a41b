import { attempt } from './attempt'

const waiting: (() => void)[] = []
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Runs an action after the listeners of the page, and what the browser does then: at the latest as the page goes, which may come
 * before any timer. The last one first: who has changed what another had changed before puts that back.
 */
export const whenOver = (action: () => void): void => {
  if (waiting.push(action) > 1) return
  timer = setTimeout(runAll)
  addEventListener('pagehide', runAll, true)
}

const runAll = (): void => {
  clearTimeout(timer)
  removeEventListener('pagehide', runAll, true)
  for (const action of waiting.splice(0).reverse()) attempt(action)
}
