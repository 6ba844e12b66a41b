// Express. Run `npx introw-sandbox`, then `node examples/server/express/server.mjs`.
import { captureClick, createConversions, readClickId } from '@introw/affiliate/server'
import express from 'express'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'
import { affiliateJs, announce, settings } from '../settings.mjs'

const conversions = createConversions({ apiKey: settings.apiKey, apiHost: settings.apiHost })
const app = express()
app.set('trust proxy', settings.trustProxy)

app.use((request, response, next) => {
  // A market that asks for no consent. Elsewhere your consent platform's cookie tells: ../consent.mjs.
  // Express's own `trust proxy` decides whether a proxy is believed about https, so ours is not needed.
  const cookie = captureClick(request, { domain: settings.domain, consent: true })
  if (cookie) {
    response.append('Set-Cookie', cookie)
    // A cache would hand this visitor's click to everybody.
    response.set('Cache-Control', 'private, no-store')
  }
  next()
})

app.get('/', (_request, response) => void response.send(landingPage(settings)))
app.get('/signup', (_request, response) => void response.send(signUpPage(settings)))
app.get('/thanks', (_request, response) => void response.send(thanksPage(settings)))
app.get('/affiliate.js', (_request, response) => void response.type('js').send(affiliateJs))

app.post('/signup', express.urlencoded(), async (request, response) => {
  const clickId = readClickId(request)
  // A sign-up never fails for this: what Introw could not be told is logged, to be sent again.
  await conversions
    .record({ clickId, email: request.body?.email, properties: { plan: 'trial' } })
    .catch((error) => console.error('Not recorded:', error))
  response.redirect(303, '/thanks')
})

const server = app.listen(settings.port, '127.0.0.1', () => announce(server.address().port))
