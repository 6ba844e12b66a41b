import { browserTracingIntegration, init } from '@sentry/browser'

/** With the setting that adds its headers to every request, whomever it goes to. */
init({
  dsn: `${location.protocol}//key@${location.host}/1`,
  tunnel: '/sentry',
  integrations: [browserTracingIntegration()],
  tracesSampleRate: 1,
  tracePropagationTargets: [/.*/],
})
