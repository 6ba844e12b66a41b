import { API, home, HOME, INSTALL, KEY, page, site, STUB, tag, type Site } from '../site.ts'

const PROXY = 'https://cdn.shop.example/introw'
const atProxy = page(STUB + tag(`data-api-host="${PROXY}"`))

export const APIS: Readonly<Record<string, Site>> = {
  'a proxy knows no preflight': site('preflight-refused', ({ serve }) => serve(HOME, atProxy)),
  'a proxy allows no header': site('preflight-refused', ({ serve }) => {
    serve(HOME, atProxy)
    serve(`${PROXY}/api/v1/affiliate/conversions`, { status: 204, headers: { 'Access-Control-Allow-Origin': '*' } })
  }),
  'a proxy allows another origin': site('preflight-refused', ({ serve }) => {
    serve(HOME, atProxy)
    serve(`${PROXY}/api/v1/affiliate/conversions`, {
      status: 204,
      headers: { 'Access-Control-Allow-Origin': 'https://shop.example', 'Access-Control-Allow-Headers': '*' },
    })
  }),
  'the API is not there': home('unreachable', page(STUB + tag('data-api-host="https://down.shop.example"'))),
  'the API does not answer': site('timed-out', ({ serve }) => {
    serve(HOME, page())
    serve(API, 'silence')
  }),
  'the API is http': home('mixed-content', page(STUB + tag('data-api-host="http://api.introw.io"'))),
  'the API does not know the key': home('key-refused', page(INSTALL.replace(KEY, 'pk_aff_org_none')), ['--key', HOME]),
  'the API does not know the key that is given': home('key-refused', page(), [HOME, '--key', 'pk_aff_org_none']),
  'the API does not allow the origin': site(
    'origin-refused',
    ({ serve, sandbox }) => {
      serve(HOME, page())
      sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://shop.example'] })
    },
    ['--key', HOME],
  ),
  'the page has no key to try': home(
    ['no-key', 'key-missing'],
    page(`${STUB}<script async src="https://app.introw.io/affiliate.js"></script>`),
    [HOME, '--key'],
  ),
  'the key to try is a secret one': home('key-secret', page(), [HOME, '--key', 'sk_live_0123456789']),
  'the API has a bad day': site(
    'answer-odd',
    ({ serve, sandbox }) => {
      serve(HOME, page())
      serve(API, (request) => (request.method === 'POST' ? { status: 503 } : sandbox.fetch(request)))
    },
    ['--key', HOME],
  ),
  'a proxy sends other pages': site(
    'no-answer',
    ({ serve, sandbox }) => {
      serve(HOME, page())
      serve(API, (request) => (request.method === 'POST' ? page('') : sandbox.fetch(request)))
    },
    ['--key', HOME],
  ),
  'a proxy drops the headers of an answer': site(
    'answer-unreadable',
    ({ serve, sandbox }) => {
      serve(HOME, page())
      serve(API, async (request) => {
        const answered = await sandbox.fetch(request)
        return request.method === 'POST' ? { body: await answered.text() } : answered
      })
    },
    ['--key', HOME],
  ),
}
