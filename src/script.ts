import { attempt } from './attempt'
import { diagnose } from './diagnose'
import { findElements } from './platform/named'
import { publish } from './publish'
import { createAttributeSource, createUrlSource } from './settings/source'

/** In modules and in text that a tag manager evaluates `currentScript` is null: then the last tag that looks like ours. */
const findScript = (): HTMLScriptElement | undefined => {
  const { currentScript } = document
  // It may be an image of that name.
  if (currentScript instanceof HTMLScriptElement) return currentScript
  return findElements<HTMLScriptElement>('script[data-publishable-key],script[src*="/affiliate."]').pop()
}

attempt(() => {
  const script = attempt(findScript)
  diagnose('tag', { script })
  publish(script ? [createAttributeSource(script), createUrlSource(script)] : [])
})
