// Hono, for workers: the default export is `{ fetch }`. Nothing here is Node's.
import { captureClick, createConversions, readClickId } from '@introw/affiliate/server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'

const FORM_MAX_BYTES = 10_000

const app = new Hono()

app.use(async (c, next) => {
  await next()
  // A market that asks for no consent. Elsewhere your consent platform's cookie tells: ../consent.mjs.
  const cookie = captureClick(c, { domain: c.env.COOKIE_DOMAIN, consent: true })
  if (!cookie) return
  c.header('Set-Cookie', cookie, { append: true })
  // A cache would hand this visitor's click to everybody.
  c.header('Cache-Control', 'private, no-store')
})

app.get('/', (c) => c.html(landingPage(pageSettings(c))))
app.get('/signup', (c) => c.html(signUpPage(pageSettings(c))))
app.get('/thanks', (c) => c.html(thanksPage(pageSettings(c))))

app.post('/signup', bodyLimit({ maxSize: FORM_MAX_BYTES }), async (c) => {
  // A worker gets its secrets with the request.
  const conversions = createConversions({ apiKey: c.env.INTROW_API_KEY, apiHost: c.env.INTROW_API_HOST })
  const { email } = await readForm(c)
  // A sign-up never fails for this: what Introw could not be told is logged, to be sent again.
  await conversions
    .record({ clickId: readClickId(c), email, properties: { plan: 'trial' } })
    .catch((error) => console.error('Not recorded:', error))
  return c.redirect('/thanks', 303)
})

/** What is no form, or ends before its end, is the sender's fault, and no error of ours. */
const readForm = (c) =>
  c.req.parseBody().catch((cause) => {
    throw new HTTPException(400, { cause })
  })

const pageSettings = ({ env }) => ({ publishableKey: env.INTROW_PUBLISHABLE_KEY, apiHost: env.INTROW_API_HOST })

export default app
