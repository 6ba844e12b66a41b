/** What delivery has to ask of the visitor's clicks, which the page alone knows. */
interface Clicks {
  /** Whether what was kept of the click is gone: by a "no" in another tab. */
  readonly _isForgotten: () => boolean
  /** The click before one that the API does not know. */
  readonly _takeClickBefore: (id: string) => string | undefined
}

/** Undefined until the page has said whom to ask. */
export let clicks: Clicks | undefined

/** Takes whom to ask. */
export const setClicks = (given: Clicks): void => {
  clicks = given
}
