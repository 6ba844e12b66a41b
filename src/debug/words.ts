import { caught } from './words/caught'
import { click } from './words/click'
import { conversion } from './words/conversion'
import { early } from './words/early'
import { fields } from './words/fields'
import { hubspot } from './words/hubspot'
import { install } from './words/install'
import { key } from './words/key'
import { links } from './words/links'
import { live } from './words/live'
import { marked } from './words/marked'

/** All that the development build can say: a code, and its words. */
export const WORDS = {
  ...install,
  ...early,
  ...key,
  ...click,
  ...conversion,
  ...hubspot,
  ...links,
  ...marked,
  ...live,
  ...fields,
  ...caught,
}
