import { attempt } from './platform/attempt'
import { diagnose } from './diagnose'
import { findElements, readCurrentScript } from './platform/named'
import { publish } from './page/instance'
import { createAttributeSource, createUrlSource } from './settings/source'

const KEY = 'publishable-key'

/** In modules and in text that a tag manager evaluates `currentScript` is null: then the last of the tags most like ours. */
const findScript = (): HTMLScriptElement | undefined =>
  readCurrentScript() ??
  findElements<HTMLScriptElement>(`script[data-${KEY}],script[src*="${KEY}="],script[src*="/affiliate."]`)
    .sort((one, other) => likenessOf(one) - likenessOf(other))
    .pop()

/** Another vendor's tag may have a key under the same name, or a file of the same name. */
const likenessOf = (script: HTMLScriptElement): number => {
  const key = createAttributeSource(script)(KEY) ?? createUrlSource(script)(KEY)
  return (key?.startsWith('pk_aff_') ? 2 : 0) + Number(script.src.includes('/affiliate.'))
}

attempt(() => {
  const script = attempt(findScript)
  diagnose('tag', { script })
  publish(script ? [createAttributeSource(script), createUrlSource(script)] : [])
})
