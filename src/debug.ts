/**
 * The development build, `affiliate.debug.js`: the full edition, with the same behaviour, and on the console what was found, done and refused, and
 * what to do about it. In it, and in `@introw/affiliate/debug`, the build puts `debug/diagnose.ts` in the place of
 * `diagnose.ts`. Pasted into the console of a page, or beside another build, it does nothing but look.
 */
import { named } from './integrations/named'
import { isLookAsked } from './live/asked'
import { look } from './live/look'
import { findInstance } from './page/instance'
import { publishTag } from './page/tag'

const instance = findInstance()
if (isLookAsked(instance)) look(instance)
else publishTag([named])
