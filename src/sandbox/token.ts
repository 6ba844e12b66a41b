/**
 * Click tokens: opaque, signed, and within the 256 characters of the contract's `clickId`.
 * `aff_` + base64url(22 random bytes + HMAC-SHA256 of them); 54 bytes fill 72 characters exactly, so that no second
 * spelling of a token decodes to the same bytes.
 */
export interface Tokens {
  sign(): Promise<string>
  check(token: string): Promise<'genuine' | 'forged' | 'malformed'>
}

const PREFIX = 'aff_'
const NONCE_BYTES = 22
const SHAPE = /^aff_[A-Za-z0-9_-]{72}$/
const HMAC = { name: 'HMAC', hash: 'SHA-256' }

export function createTokens(): Tokens {
  const key = crypto.subtle.importKey('raw', randomBytes(32), HMAC, false, ['sign', 'verify'])
  return {
    async sign() {
      const nonce = randomBytes(NONCE_BYTES)
      const signature = new Uint8Array(await crypto.subtle.sign('HMAC', await key, nonce))
      return PREFIX + toBase64url([...nonce, ...signature])
    },
    async check(token) {
      if (!SHAPE.test(token)) return 'malformed'
      const bytes = fromBase64url(token.slice(PREFIX.length))
      const nonce = bytes.slice(0, NONCE_BYTES)
      const genuine = await crypto.subtle.verify('HMAC', await key, bytes.slice(NONCE_BYTES), nonce)
      return genuine ? 'genuine' : 'forged'
    },
  }
}

/** A fresh id in the API's manner: the prefix and 26 characters of Crockford's base 32. */
export function createId(prefix: string): string {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  return prefix + [...randomBytes(26)].map((byte) => alphabet.charAt(byte % 32)).join('')
}

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

function toBase64url(bytes: readonly number[]): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}
