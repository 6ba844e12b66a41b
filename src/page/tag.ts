import { diagnose } from '../diagnose'
import type { Integration } from '../integrations/port'
import { attempt } from '../platform/attempt'
import { findElements, readCurrentScript } from '../platform/named'
import { createAttributeSource, createUrlSource } from '../settings/source'
import { publish } from './instance'

const KEY = 'publishable-key'

/** Starts the script: with the settings of its own tag, and with the integrations that its edition adds. */
export const publishTag = (integrations: readonly Integration[]): void => {
  attempt(() => {
    const script = attempt(findScript)
    diagnose('tag', { script })
    publish(script ? [createAttributeSource(script), createUrlSource(script)] : [], integrations)
  })
}

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
