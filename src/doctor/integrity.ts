import { createHash } from 'node:crypto'

/** What an `integrity` comes to: browsers look at the hashes of the strongest algorithm alone (https://w3c.github.io/webappsec-subresource-integrity/). */
export type Verdict = 'none' | 'unreadable' | 'right' | 'wrong'

const HASH = /^(sha256|sha384|sha512)-([\w+/-]+={0,2})(\?.*)?$/i

/** Compares an `integrity` with the file that it is of. */
export const judgeIntegrity = (integrity: string | undefined, bytes: Uint8Array): Verdict => {
  if (!integrity?.trim()) return 'none'
  const hashes = integrity.trim().split(/\s+/).flatMap(readHash)
  // Without one that they understand, browsers check nothing.
  if (hashes.length === 0) return 'unreadable'
  const strongest =
    hashes
      .map(({ algorithm }) => algorithm)
      .sort()
      .at(-1) ?? ''
  const real = createHash(strongest).update(bytes).digest('base64')
  return hashes.some(({ algorithm, value }) => algorithm === strongest && value === real) ? 'right' : 'wrong'
}

const readHash = (text: string) => {
  const [, algorithm, value] = HASH.exec(text) ?? []
  if (algorithm === undefined || value === undefined) return []
  return [{ algorithm: algorithm.toLowerCase(), value: value.replace(/-/g, '+').replace(/_/g, '/') }]
}
