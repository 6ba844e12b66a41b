import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip } from 'node:zlib'

export interface Body {
  readonly bytes: Buffer
  /** There was more than is read. */
  readonly isCut: boolean
}

/** Reads the body of an answer to its end, or to a limit. Rejects where it breaks off, or is not what its encoding says. */
export const readBody = async (incoming: IncomingMessage, maxBytes: number): Promise<Body> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of decode(incoming) as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size > maxBytes) break
  }
  incoming.destroy()
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), isCut: size > maxBytes }
}

/** The text of a body, in its own character set. */
export const toText = (bytes: Buffer, contentType: string): string => {
  const charset = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    // No character set that anybody knows.
    return new TextDecoder().decode(bytes)
  }
}

const decode = (incoming: IncomingMessage): Readable => {
  const decoder = findDecoder(incoming.headers['content-encoding'] ?? '')
  // Whoever reads the decoded stream hears of its errors.
  return decoder ? pipeline(incoming, decoder, () => {}) : incoming
}

/** As lenient as browsers: what breaks off is read as far as it goes, and redirects say that their nothing is compressed. */
const findDecoder = (encoding: string) => {
  if (/\bgzip\b/i.test(encoding)) return createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  return /\bbr\b/i.test(encoding)
    ? createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH })
    : undefined
}
