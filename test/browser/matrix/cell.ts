import type { EngineName, VisitorOptions } from '../../support/engine.ts'
import type { Visit } from './visit.ts'

/** One row of the fault matrix. */
export interface Cell {
  readonly name: string
  /** What is done, for the table. */
  readonly how: string
  /** The log of the API at the end: what each POST came to, in order. */
  readonly ends: RegExp
  /** The answer comes to nobody, so the visitor's next page may ask once more. */
  readonly isPageGone?: true
  /** Not beside others: WebKit's back/forward cache holds a few pages for all windows together. */
  readonly isAlone?: true
  /** Where an engine does it in a way of its own. */
  readonly notes?: Partial<Record<EngineName, string>>
  /** What the visitor's browser must be like. */
  readonly options?: VisitorOptions
  play(visit: Visit): Promise<void>
}
