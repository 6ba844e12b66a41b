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
  vendors: {
    title: 'Webhooks of Stripe and schedulers',
    port: 4016,
    shows: 'Stripe, Calendly, Cal.com and Typeform give the click back, signed, with the e-mail: the server records it',
    copy: [
      { file: 'webhooks.mjs', where: 'in each webhook', take: ['export async function receive'] },
      { file: 'events.mjs', where: 'what Calendly tells', take: ['export function readCalendly'] },
      { file: 'events.mjs', where: 'what Stripe tells', take: ['export function readStripe'] },
      {
        file: 'signatures.mjs',
        where: 'who has sent it',
        take: ['export const isOfTypeform', 'function isTimed', 'function sign'],
      },
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
