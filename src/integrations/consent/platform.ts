import { attempt } from '../../platform/attempt'
import { readWindow } from '../../platform/named'
import type { Integration } from '../port'

/** What a platform says of the visitor: yes, no, or undefined while nobody was asked. */
export type Answer = boolean | undefined

/** The merchant's category at the platform, or several that all have to be granted: a list, or with commas or spaces between. */
export type Categories = string | readonly string[]

/** Tells the visitor's decision as a consent platform knows it; alone, so that a cookie of ours is no earlier yes. */
export type ConsentPlatform = Integration

/** Calls back whenever the platform may have something new to say of the categories that are asked for. */
type Watch = (look: () => void, asked: readonly string[]) => void

/**
 * Makes the integration of a platform. It is looked at now, and whenever there may be news; told is what has changed. What goes
 * back to undecided, as a banner that is opened again, is no withdrawal.
 *
 * @param read - What the platform says of one category.
 */
export const createPlatform =
  (categories: Categories, read: (category: string) => Answer, watch: Watch): ConsentPlatform =>
  ({ claimDecision, consent }) => {
    claimDecision()
    const asked = String(categories)
      .split(/[\s,]+/)
      .filter(Boolean)
    let told: Answer
    const look = () => {
      const answer = attempt(() => combine(asked.map(read)))
      if (answer === undefined || answer === told) return
      told = answer
      consent(answer)
    }
    attempt(() => watch(look, asked))
    look()
  }

/** Of several answers one no is a no, and a yes takes all of them. */
export const combine = (answers: readonly Answer[]): Answer => {
  if (answers.includes(false)) return false
  return answers.length > 0 && answers.every(Boolean) ? true : undefined
}

/**
 * What a platform's state means. Nothing but true is true.
 *
 * @param isGranted - Whether it grants the category.
 * @param isAnswered - Whether the visitor has answered: before, what is not granted is no no.
 * @param isUnneeded - Whether it says itself that it need not ask: before an answer, that alone makes what is granted a yes.
 */
export const judge = (isGranted: unknown, isAnswered: unknown, isUnneeded: unknown): Answer => {
  if (isAnswered === true) return isGranted === true
  return isGranted === true && isUnneeded === true ? true : undefined
}

/**
 * Calls back when the platform tells of something by an event of `window` or of `document`; at the end of the task that tells,
 * when all that it changes is changed.
 */
export const onEvents =
  (...names: readonly string[]) =>
  (listener: (event: Event) => void): void => {
    for (const name of names)
      addEventListener(name, (event) => void Promise.resolve().then(() => attempt(() => listener(event))), true)
  }

/** Adds to a queue of the platform's, which its script replaces by an object that takes at once what is added. */
export const enqueue = (name: string, entry: unknown): void => {
  const queue = readWindow(name)
  if (queue === undefined) Object.assign(window, { [name]: [entry] })
  else (queue as unknown[]).push(entry)
}
