declare module 'cookie-parser' {
  interface Parsed {
    readonly headers: { readonly cookie?: string }
    cookies?: Record<string, unknown>
  }
  // eslint-disable-next-line no-restricted-syntax -- the package's own interface
  export default function cookieParser(): (request: Parsed, response: object, next: () => void) => void
}
