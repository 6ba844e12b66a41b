declare module 'cookie-parser' {
  interface Parsed {
    readonly headers: { readonly cookie?: string }
    cookies?: Record<string, unknown>
  }
  export default function cookieParser(): (request: Parsed, response: object, next: () => void) => void
}
