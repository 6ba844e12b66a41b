import { attempt } from './attempt'
import { publish } from './publish'
import { createScriptSource } from './settings'

const OURS = 'script[data-publishable-key],script[src*=publishable-key],script[src*="/affiliate."]'

/**
 * The first element that a script touches costs a cold page 0.4 ms: where one tag alone can be ours, that waits until a
 * setting is asked for. In modules and in text that a tag manager evaluates `currentScript` is null: then it is the last tag
 * that looks like ours.
 */
attempt(() => {
  const tags = document.querySelectorAll<HTMLScriptElement>(OURS)
  const current = tags.length === 1 ? undefined : (document.currentScript as HTMLScriptElement | null)
  publish(createScriptSource(() => current || (tags[tags.length - 1] as HTMLScriptElement)))
})
