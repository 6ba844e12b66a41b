import { attempt } from './attempt'
import { publish } from './publish'
import { createScriptSource } from './settings'

/** In modules and in text that a tag manager evaluates `currentScript` is null: then the last tag that looks like ours. */
const findScript = () =>
  document.currentScript ||
  [...document.querySelectorAll('script[data-publishable-key],script[src*="/affiliate."]')].pop()

attempt(() => publish(createScriptSource(findScript() as HTMLScriptElement)))
