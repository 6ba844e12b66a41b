import type { diagnose as quiet, Facts } from '../diagnose'
import { caught } from './caught'
import { click } from './click'
import { conversion } from './conversion'
import { fields } from './fields'
import { hubspot } from './hubspot'
import { install } from './install'
import { links } from './links'
import { marked } from './marked'
import { quietly } from './quietly'

/** What is said of some facts. */
export type Listeners<Name extends keyof Facts> = { readonly [Fact in Name]: (values: Facts[Fact]) => void }

const LISTENERS: Listeners<keyof Facts> = {
  ...install,
  ...click,
  ...conversion,
  ...hubspot,
  ...links,
  ...marked,
  ...fields,
  ...caught,
}

/** Takes the place of `../diagnose.ts` in the development build. What goes wrong here must not reach the page either. */
export const diagnose: typeof quiet = (fact, values) => {
  // Where it is imported on a server, nothing has happened.
  if (typeof document !== 'undefined') quietly(() => LISTENERS[fact](values))
}
