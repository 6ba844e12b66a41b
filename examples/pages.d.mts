export interface ExampleValues {
  /** Base URL of the API, in the pages' `data-api-host`. */
  readonly apiHost: string
  /** Default: the sandbox's `pk_aff_org_demo`. */
  readonly publishableKey?: string
  /** Origin of the frames that HubSpot would serve. Default: the page's own. */
  readonly framesHost?: string
}

/** Consent banners' own code: the file of a package, by where the pages have it. */
export const BANNERS: Readonly<Record<string, string>>

export function createExample(
  folder: string,
  values: ExampleValues,
): { fetch(request: Request): Response | Promise<Response> }

/** The list, and all that are plain pages, each on its own host. */
export function createExamples(values: { readonly apiHost: string; readonly shopHost?: string }): {
  fetch(request: Request): Promise<Response> | Response
  has(hostname: string): boolean
}
