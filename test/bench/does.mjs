/** What each script does for its bytes, as far as its own documentation and its code say. */
export const DOES = {
  'affiliate.js': 'remembers a click, sends, keeps and retries',
  'affiliate.full.js': 'the same, and hears forms and calendars',
  'js-cookie': 'reads and writes cookies',
  'plausible-tracker': 'sends page views',
  '@logto/affiliate': 'remembers a click',
  '@plausible-analytics/tracker': 'sends page views',
  'web-vitals': 'measures the page, sends on leaving',
  sourcebuster: 'remembers where a visit came from',
  '@saasquatch/squatch-js': 'remembers a referral, shows widgets',
  '@snowplow/browser-tracker': 'sends, keeps and retries',
  'posthog-js': 'records a visit, sends, keeps and retries',
}
