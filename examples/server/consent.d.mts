/** Whether the `Cookie` header of a request has a consent for marketing by this platform. */
export function allowsByCookiebot(cookieHeader: string | null | undefined): boolean
export function allowsByOneTrust(cookieHeader: string | null | undefined): boolean
