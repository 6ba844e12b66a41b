/**
 * Where HubSpot serves forms and meetings from, with its regions: `js-na2.hsforms.net`, `meetings-eu1.hubspot.com`. Not
 * `share.hsforms.com` and the like, where anybody publishes.
 */
const SERVING = /^https:\/\/(forms|js|meetings|app)(-\w+)?\.(hubspot\.com|hsforms\.(com|net))$/

/** Those that serve meetings. */
const SERVING_MEETINGS = /^https:\/\/(meetings|app)(-\w+)?\.hubspot\.com$/

/** Asks whether HubSpot serves forms or meetings from an origin. */
export const isServing = (origin: string): boolean => SERVING.test(origin)

/** Asks whether HubSpot serves meetings from an origin. */
export const isServingMeetings = (origin: string): boolean => SERVING_MEETINGS.test(origin)
