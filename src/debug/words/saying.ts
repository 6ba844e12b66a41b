/** What is said: a line on what is so, and a line on what to do about it. */
export interface Saying {
  readonly level: 'info' | 'warn'
  readonly text: string
  readonly remedy?: string | undefined
  /** Said again where it happens again; everything else is said once. */
  readonly isStep?: boolean
}

/** Something to know. */
export const fact = (text: string, remedy?: string): Saying => ({ level: 'info', text, remedy })

/** Something that happens to one conversion. */
export const step = (text: string, remedy?: string): Saying => ({ level: 'info', text, remedy, isStep: true })

/** Something to mend. */
export const problem = (text: string, remedy: string): Saying => ({ level: 'warn', text, remedy })
