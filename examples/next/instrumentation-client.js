import { init } from '@introw/affiliate'

// Next.js runs this file in the browser, once, before the app becomes interactive.
// https://nextjs.org/docs/app/api-reference/file-conventions/instrumentation-client
init({
  publishableKey: process.env.NEXT_PUBLIC_INTROW_PUBLISHABLE_KEY,
  apiHost: process.env.NEXT_PUBLIC_INTROW_API_HOST,
})
