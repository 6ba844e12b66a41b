/**
 * What there is to show, and nothing else knows it: the list page, `serve.mjs` and the tests read it here. A new example
 * is an entry and a folder.
 *
 * `copy` names the lines to copy, in the example's own files, so that they are those that run: `take` has how each
 * statement begins, in their order. It is taken to its end.
 */

/**
 * Plain pages, without a build: each has a folder of its name. `/arrive` gives a visitor a click, and leads to the
 * landing page; where there are several, a page of the folder's own does.
 */
export const PAGES = {
  'script-tag': {
    title: 'Script tag',
    start: '/arrive',
    shows: 'The two lines to paste, and a call that nothing waits for',
    copy: [
      { file: 'index.html', where: 'in the <head> of every page', take: ['{{STUB}}', '<script'] },
      { file: 'sign-up.html', where: 'at the sign-up', take: ['// Not awaited', 'introw.affiliate.track'] },
    ],
  },
  'early-calls': {
    title: 'Early calls',
    start: '/arrive',
    shows: 'Calls before the script has come, or where it never comes',
    copy: [
      {
        file: 'welcome.html',
        where: 'anywhere under the stub',
        take: ['introw.affiliate.ready', '// If', 'introw.affiliate.track'],
      },
    ],
  },
  consent: {
    title: 'Consent',
    start: '/',
    shows:
      'Behind a consent platform, by its name: vanilla-cookieconsent, Klaro, Cookiebot, OneTrust, IAB TCF; or a banner of your own',
    copy: [
      { file: 'klaro.html', where: 'in the <head> of every page', take: ['{{STUB}}', '<script'] },
      {
        file: 'glue/plain.js',
        where: 'with a banner of your own',
        take: ['const remembered', 'if (remembered', '// Your banner', 'const decide'],
      },
    ],
  },
  hubspot: {
    title: 'HubSpot',
    start: '/',
    shows: 'Beside HubSpot’s forms, which count by themselves',
    copy: [
      { file: 'newsletter.html', where: 'where one form counts and no other', take: ['<script'] },
      { file: 'callback.html', where: 'for more than HubSpot knows', take: ['onFormSubmitted'] },
    ],
  },
  forms: {
    title: 'Forms of others',
    start: '/',
    shows:
      'Marketo, Contact Form 7, Typeform, Default.com, HubSpot in React, and one of your own: what is accepted counts',
    copy: [
      { file: 'marked.html', where: 'a form of your own, with its mark', take: ['<form'] },
      { file: 'src/own.js', where: 'an integration of your own', take: ['import {', '/** @type', 'const widget'] },
      { file: 'marketo.html', where: 'in the <head> of every page', take: ['{{STUB}}', '<script'] },
      {
        file: 'src/hubspot.jsx',
        where: 'in React, and nothing more',
        take: ['import {', 'function Form', 'createRoot'],
      },
    ],
  },
  meetings: {
    title: 'Meetings',
    start: '/',
    shows: 'Calendly, Cal.com, Chili Piper: what they have booked counts, with the e-mail of the form before',
    copy: [
      { file: 'calendly.html', where: 'in the <head> of every page', take: ['{{STUB}}', '<script'] },
      { file: 'form-first.html', where: 'where a form comes before the calendar', take: ['<script'] },
    ],
  },
  domains: {
    title: 'Two domains',
    start: '/arrive',
    shows: 'A visitor lands on one domain and signs up on another: the click goes along',
    copy: [
      { file: 'index.html', where: 'in the <head> of every page of the first', take: ['{{STUB}}', '<script'] },
      { file: 'sign-up.html', where: 'in the <head> of every page of the other', take: ['{{STUB}}', '<script'] },
    ],
  },
  esm: {
    title: 'ES module',
    start: '/arrive',
    shows: 'The script tag’s bundle, imported by a module',
    copy: [{ file: 'index.html', where: 'in the <head>', take: ['<script type="module"'] }],
  },
  'hidden-field': {
    title: 'Hidden field',
    start: '/arrive',
    shows: 'A form carries the click to your server, which records the conversion',
    copy: [
      { file: 'index.html', where: 'in the form, and under it', take: ['<input type="hidden"', '<script>'] },
      { file: 'sign-up.mjs', where: 'on your server', take: ['const conversions', 'await conversions'] },
    ],
  },
}

/** Apps that install affiliate.js from npm: each has a folder of its name. */
export const APPS = {
  react: {
    title: 'React',
    shows: 'React with Vite: StrictMode runs effects twice, and still it is one request',
    copy: [
      { file: 'src/main.jsx', where: 'once, beside the root', take: ['import { init', 'init('] },
      { file: 'src/welcome.jsx', where: 'after the sign-up', take: ['import { track', 'track('] },
    ],
  },
  vue: {
    title: 'Vue',
    shows: 'Vue with Vite',
    copy: [
      { file: 'src/main.js', where: 'once, before the app', take: ['import { init', 'init('] },
      { file: 'src/App.vue', where: 'at the sign-up', take: ['import { track', 'const result'] },
    ],
  },
  next: {
    title: 'Next.js',
    shows: 'Next.js, App Router: started by instrumentation-client.js',
    copy: [
      { file: 'instrumentation-client.js', where: 'beside app/', take: ['import { init', 'init('] },
      { file: 'app/sign-up/form.jsx', where: 'at the sign-up', take: ['import { track', 'track('] },
    ],
  },
}

/**
 * The server's half: each has a folder in `server/`, with a `server.mjs` unless a command says otherwise, and a port of its
 * own, so that all can run beside each other.
 */
export const SERVERS = {
  'node-http': {
    title: 'node:http',
    port: 4010,
    shows: 'The cookie by header, and a sign-up recorded server to server',
    copy: [
      { file: 'server.mjs', where: 'on every request', take: ['function rememberClick'] },
      { file: 'server.mjs', where: 'at the sign-up', take: ['async function recordSignUp'] },
    ],
  },
  express: {
    title: 'Express',
    port: 4011,
    shows: 'The same, as middleware and a route',
    copy: [
      { file: 'server.mjs', where: 'before the routes', take: ['app.use('] },
      { file: 'server.mjs', where: 'at the sign-up', take: ['const clickId', 'await conversions'] },
    ],
  },
  hono: {
    title: 'Hono, and workers',
    port: 4012,
    shows: 'The same as a worker’s export default { fetch }, here on Node',
    copy: [
      { file: 'app.mjs', where: 'before the routes', take: ['app.use('] },
      { file: 'app.mjs', where: 'at the sign-up', take: ['const conversions', 'await conversions'] },
    ],
  },
  next: {
    title: 'Next.js on the server',
    port: 4013,
    build: 'npx next build examples/server/next',
    command: 'npx next start examples/server/next',
    shows: 'The cookie by the proxy (middleware), and the sign-up in a server action',
    copy: [
      { file: 'proxy.js', where: 'at the top', take: ['export function proxy'] },
      { file: 'app/signup/actions.js', where: 'in the action', take: ['const clickId', 'await conversions'] },
    ],
  },
  webhook: {
    title: 'Payment webhook',
    port: 4014,
    shows: 'The click id is kept with the account, and the payment provider’s webhook records the sale',
    copy: [
      { file: 'server.mjs', where: 'at the sign-up', take: ['const account =', 'accounts.set'] },
      { file: 'server.mjs', where: 'in the webhook', take: ['try {'] },
    ],
  },
  proxy: {
    title: 'Proxy',
    port: 4015,
    shows: 'The script and the API’s one path from your own origin, past blockers and strict policies',
    copy: [
      { file: 'server.mjs', where: 'to the API', take: ['const answer'] },
      { file: 'server.mjs', where: 'what is passed on', take: ['function forwardedHeaders'] },
    ],
  },
}
