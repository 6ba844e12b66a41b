import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './package.ts'

/** The stub as merchants paste it: one line, one script element. It is built, so that there has to be a build. */
export function readStub(): string {
  try {
    return readFileSync(join(ROOT, 'dist', 'stub.html'), 'utf8').trimEnd()
  } catch (cause) {
    throw new Error('There is no dist/stub.html: run npm run build first, as npm test does.', { cause })
  }
}
