/**
 * Plain pages, without a build: each has a folder of its name. `/arrive` gives a visitor a click, and leads to the
 * landing page; where there are several, a page of the folder's own does.
 */
export const PAGES = {
  'script-tag': { start: '/arrive', shows: 'The two lines to paste, and a call that nothing waits for' },
  'early-calls': { start: '/arrive', shows: 'Calls before the script has come, or where it never comes' },
  consent: { start: '/', shows: 'Behind a consent banner: your own, Cookiebot, OneTrust, IAB TCF' },
  hubspot: { start: '/', shows: 'Beside HubSpot’s forms, which count by themselves' },
  esm: { start: '/arrive', shows: 'The script tag’s bundle, imported by a module' },
  'hidden-field': { start: '/arrive', shows: 'A form carries the click to your server, which records the conversion' },
}

/** Apps that install affiliate.js from npm. */
export const APPS = {
  react: { shows: 'React with Vite: StrictMode runs effects twice, and still it is one request' },
  vue: { shows: 'Vue with Vite' },
  next: { shows: 'Next.js, App Router: started by instrumentation-client.js' },
}
