/** An element of a page. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** Its own text, of a script for one. */
  readonly text: string
  readonly parent: Element | undefined
  /** Its place among all elements. */
  readonly order: number
}

/** What is on a page: before any script has run, as the doctor reads it, or as it is now. */
export interface Page {
  readonly url: URL
  /** Against which its addresses are resolved. */
  readonly base: URL
  /** In their order; without those of templates, and of what browsers do not show where scripts run. */
  readonly elements: readonly Element[]
  /** What comments, templates and `noscript` hold. */
  readonly hidden: readonly string[]
  /** Nested deeper than anything that people write, so that it was not read. */
  readonly isTooDeep: boolean
}

/** The address that an element names; undefined where it names none, or one that is no http(s) address. */
export const addressOf = ({ base }: Page, text: string | undefined): URL | undefined => {
  if (text === undefined || !URL.canParse(text.trim(), base)) return undefined
  const url = new URL(text.trim(), base)
  return /^https?:$/.test(url.protocol) ? url : undefined
}
