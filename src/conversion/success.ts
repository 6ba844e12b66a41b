/** A form that was accepted, or a meeting that was booked, by somebody else's server. */
export interface Success {
  /** Whose, in lower case: `hubspot`. */
  readonly source: string
  /**
   * What was accepted, by its owner's id: two reports of one id within 3 seconds are one conversion. Default: none, so that any
   * two of one source are one.
   */
  readonly id?: string | undefined
  /** Of who has filled it in; a promise where it is told later. Waited for at most 3 seconds. Default: none. */
  readonly email?: string | Promise<string | undefined> | undefined
  /** The owner's own ids, and nothing else of a form. Default: none. */
  readonly properties?: object | undefined
}

/** Names a success: by this its reports are one. */
export const toSuccessKey = ({ source, id = '' }: Success): string => `${source}:${id}`
