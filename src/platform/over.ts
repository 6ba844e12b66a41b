import { attempt } from './attempt'

/** Runs an action after the listeners of the page, and what the browser does then: at the latest as it goes, which may come before any timer. */
export const whenOver = (action: () => void): void => {
  const run = () => {
    clearTimeout(timer)
    removeEventListener('pagehide', run, true)
    attempt(action)
  }
  const timer = setTimeout(run)
  addEventListener('pagehide', run, true)
}
