// Hono, for workers: the default export is `{ fetch }`. Nothing here is Node's.
import { captureClick, createConversions, readClickId } from '@introw/affiliate/server'
import { Hono } from 'hono'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'

const app = new Hono()

app.use(async (c, next) => {
  await next()
  const cookie = captureClick(c.req.raw, { domain: c.env.COOKIE_DOMAIN })
  if (!cookie) return
  c.header('Set-Cookie', cookie, { append: true })
  // A cache would hand this visitor's click to everybody.
  c.header('Cache-Control', 'private, no-store')
})

app.get('/', (c) => c.html(landingPage(pageSettings(c))))
app.get('/signup', (c) => c.html(signUpPage(pageSettings(c))))
app.get('/thanks', (c) => c.html(thanksPage(pageSettings(c))))

app.post('/signup', async (c) => {
  // A worker gets its secrets with the request.
  const conversions = createConversions({ apiKey: c.env.INTROW_API_KEY, apiHost: c.env.INTROW_API_HOST })
  const { email } = await c.req.parseBody()
  // A sign-up never fails for this: what Introw could not be told is logged, to be sent again.
  await conversions
    .record({ clickId: readClickId(c.req.raw), email, properties: { plan: 'trial' } })
    .catch((error) => console.error('Not recorded:', error))
  return c.redirect('/thanks', 303)
})

const pageSettings = ({ env }) => ({ publishableKey: env.INTROW_PUBLISHABLE_KEY, apiHost: env.INTROW_API_HOST })

export default app
