export interface ExampleValues {
  /** Base URL of the API, in the pages' `data-api-host`. */
  readonly apiHost: string
  /** The same as a server sees it. Default: `apiHost`. */
  readonly serverApiHost?: string
  /** Default: the sandbox's `pk_aff_org_demo`. */
  readonly publishableKey?: string
  /** Origin of the frames that HubSpot would serve. Default: the page's own. */
  readonly framesHost?: string
  /** The vendors' host names lead here too. Default: false, and what names them is led to the page's own origin. */
  readonly hasEveryHost?: boolean
}

/** What every example answers besides its folder's files. */
export const SHARED_PATHS: readonly string[]

export function createExample(
  folder: string,
  values: ExampleValues,
): { fetch(request: Request): Response | Promise<Response> }

/** The list, and all that are plain pages, each on its own host. */
export function createExamples(values: { readonly apiHost: string; readonly shopHost?: string }): {
  fetch(request: Request): Promise<Response> | Response
  has(hostname: string): boolean
}
