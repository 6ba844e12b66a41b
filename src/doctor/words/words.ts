/**
 * How much it matters: `error` where conversions are lost or a secret is out, `unknown` where that cannot be seen from
 * outside, `warn` for the rest.
 */
export type Level = 'error' | 'unknown' | 'warn'

/** What is so, and what to do about it. */
export interface Words {
  readonly level: Level
  readonly text: string
  readonly remedy: string
}

/** Conversions are lost. */
export const loss = (text: string, remedy: string): Words => ({ level: 'error', text, remedy })

/** Nobody can tell from outside. */
export const unknown = (text: string, remedy: string): Words => ({ level: 'unknown', text, remedy })

/** Something to look at. */
export const doubt = (text: string, remedy: string): Words => ({ level: 'warn', text, remedy })
