import { caught } from './words/caught'
import { click } from './words/click'
import { conversion } from './words/conversion'
import { hubspot } from './words/hubspot'
import { install } from './words/install'

/** All that the development build can say: a code, and its words. */
export const WORDS = { ...install, ...click, ...conversion, ...hubspot, ...caught }
