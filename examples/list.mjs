export { SERVERS } from './servers.mjs'

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
      {
        file: 'webhook.html',
        where: 'where the vendor’s webhook is to give the click back',
        take: ['<div class="calendly-inline-widget'],
      },
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
    shows: 'A marked field carries the click to your server, which records the conversion',
    copy: [
      { file: 'index.html', where: 'in the <head> of every page', take: ['{{STUB}}', '<script'] },
      { file: 'index.html', where: 'in the form', take: ['<input type="hidden"'] },
      { file: 'sign-up.mjs', where: 'on your server', take: ['const conversions', 'await conversions'] },
    ],
  },
  stripe: {
    title: 'Stripe',
    start: '/arrive',
    shows: 'Payment links and buy buttons carry the click, and Stripe’s webhook gives it back with the e-mail',
    copy: [
      { file: 'index.html', where: 'in the <head> of every page', take: ['{{STUB}}', '<script'] },
      { file: 'webhook.mjs', where: 'on your server, with what ../server/vendors has', take: ['export function POST'] },
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
