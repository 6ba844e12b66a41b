/** What nobody can see from outside, and the line that tells it. */
export const UNSEEN =
  'From outside nobody sees whether a blocker, a consent platform or a tag manager keeps the script away, nor whether the page calls track(). Paste this into the console of the page:'

export const LINE =
  "(({ introw, document: { cookie } }) => ({ script: introw?.affiliate?.version ?? 'not there', click: introw?.affiliate?.getClickId() ?? null, cookie: /_introw_aff=[^;]*/.exec(cookie)?.[0] ?? null, requests: performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /affiliate(\\.\\w+)?\\.js|affiliate\\/conversions/.test(name)) }))(window)"
