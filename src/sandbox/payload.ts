/** The most that a request's body may have: what Introw's own API takes is not told. */
export const BODY_LIMIT_BYTES = 1_048_576
/** The most that is kept of a body. What browsers send with `keepalive` fits (64 KiB). */
const EXCERPT_BYTES = 65_536
// A client that is told too early, while it still sends, sees a connection that was reset and no answer.
const DISCARD_LIMIT_BYTES = 67_108_864
const DISCARD_LIMIT_MS = 1_000

/** The body of a request. */
export type Payload =
  | { readonly state: 'read'; readonly text: string; readonly excerpt: Excerpt }
  | { readonly state: 'too-large'; readonly excerpt: Excerpt }
  /** The client is gone in the middle of it. */
  | { readonly state: 'broken' }

/** What is kept of a body. */
export interface Excerpt {
  readonly text: string
  readonly state: 'whole' | 'cut'
}

/** Reads a body, and never keeps more of it in memory than the limit. */
export async function readPayload(request: Request): Promise<Payload> {
  try {
    const reader = request.body?.getReader()
    const bytes = reader ? await readUpTo(BODY_LIMIT_BYTES, reader) : new Uint8Array()
    const excerpt = excerptOf(bytes)
    if (bytes.length <= BODY_LIMIT_BYTES) return { state: 'read', text: new TextDecoder().decode(bytes), excerpt }
    if (reader) await discard(reader)
    return { state: 'too-large', excerpt }
  } catch {
    return { state: 'broken' }
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** All bytes, or the first of them: more than the limit by at most one chunk. */
async function readUpTo(limit: number, reader: Reader): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  while (length <= limit) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.length
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Lets the rest of a body arrive, within limits, and forgets it. */
async function discard(reader: Reader): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), DISCARD_LIMIT_MS)
  })
  let left = DISCARD_LIMIT_BYTES
  while (left > 0) {
    const chunk = await Promise.race([reader.read(), late])
    if (chunk === 'late' || chunk.done) break
    left -= chunk.value.length
  }
  clearTimeout(timer)
  reader.cancel().catch(() => undefined)
}

// Decoded from a part of the bytes: a slice of the text would keep all of it in memory.
function excerptOf(bytes: Uint8Array): Excerpt {
  const state = bytes.length > EXCERPT_BYTES ? 'cut' : 'whole'
  return { state, text: new TextDecoder().decode(bytes.subarray(0, EXCERPT_BYTES)) }
}
