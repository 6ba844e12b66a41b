/**
 * The development build, `affiliate.debug.js`: the full edition, with the same behaviour, and on the console what was found, done and refused, and
 * what to do about it. In it, and in `@introw/affiliate/debug`, the build puts `debug/diagnose.ts` in the place of
 * `diagnose.ts`; nothing else differs.
 */
import './full'
