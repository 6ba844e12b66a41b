import { readSetting } from './settings'

/** Run with true once consent is granted, with false once it is denied. */
export type Task = (granted: boolean) => void

let decision: boolean | undefined
let waiting: Task[] = []

/** Takes the visitor's decision. */
export function decide(granted: boolean): void {
  decision = granted
}

/**
 * Reads the decision.
 *
 * @param hasEarlierGrant - Whether something of ours stands from an earlier yes.
 * @returns True if granted, false if denied, undefined while undecided, as a prerendered page is until it is shown.
 */
export function readConsent(hasEarlierGrant: () => unknown): boolean | undefined {
  if ((document as Document & { prerendering?: boolean }).prerendering) return undefined
  return decision ?? (!readSetting('consent', /^required$/i) || !!hasEarlierGrant() || undefined)
}

/** Keeps a task for the decision. */
export function waitForConsent(task: Task): void {
  waiting.push(task)
}

/** Runs what waited, in order. */
export function runWaiting(granted: boolean): void {
  const tasks = waiting
  waiting = []
  for (const task of tasks) task(granted)
}
