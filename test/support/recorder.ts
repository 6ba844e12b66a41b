/** What a page saw: everything that a page should never see because of us. */
export interface Seen {
  readonly errors: string[]
  readonly rejections: string[]
  readonly console: string[]
  readonly violations: string[]
}

declare global {
  interface Window {
    __seen: Seen
  }
}

/** First in the `<head>` of every test page. Inline, as init scripts crash Firefox under BiDi. */
export const recorder = createRecorder()

/** The same for a page whose policy wants a nonce. */
export function createRecorder(nonce?: string): string {
  return `<script${nonce === undefined ? '' : ` nonce="${nonce}"`}>(${record.toString()})()</script>`
}

function record(): void {
  const seen: Seen = { errors: [], rejections: [], console: [], violations: [] }
  window.__seen = seen
  addEventListener('error', (event) => seen.errors.push(`${event.message} (${event.filename}:${event.lineno})`))
  addEventListener('unhandledrejection', (event) => seen.rejections.push(String(event.reason)))
  addEventListener('securitypolicyviolation', (event) =>
    seen.violations.push(`${event.effectiveDirective} ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`),
  )
  for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    const original = console[level]
    console[level] = (...args: unknown[]) => {
      seen.console.push(`${level}: ${args.map(String).join(' ')}`)
      original.apply(console, args)
    }
  }
}
