import { fillDocuments } from './markers.mjs'

/** `npm run readme` builds, and puts the build's version, hashes and sizes where README and docs/ have a marker for them. */
await fillDocuments()
