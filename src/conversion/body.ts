import { diagnose } from '../diagnose'
import { type Content, toWellFormed } from './content'

/** Largest body, in bytes of UTF-8. Half of what all keepalive requests of a page may hold in flight (fetch, 64 KiB). */
const BODY_MAX_BYTES = 32 * 1024

/** Shortest cut, over the longest click id even when it is made once more. */
const LIMIT_MIN = 400

/**
 * Makes the body of a request.
 *
 * @param clickId - Click id of 1 to 256 characters.
 * @returns JSON text of at most 32 KiB, schema `AffiliateConversionRequest`: the longest values are cut first, and at last
 *   the properties left out.
 */
export const createBody = (clickId: string, { email, properties }: Content): string => {
  for (let limit = BODY_MAX_BYTES; ; limit *= 0.8) {
    const body = { clickId, email, properties: limit > LIMIT_MIN ? properties : undefined }
    const text = JSON.stringify(body, (_, value: unknown) =>
      typeof value === 'string' ? toWellFormed(value.slice(0, limit)) : value,
    )
    if (new TextEncoder().encode(text).length <= BODY_MAX_BYTES) return text
    diagnose('cut', { limit })
  }
}
