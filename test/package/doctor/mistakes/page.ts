import { KEY, home, HOME, INSTALL, INTEGRITY, page, PINNED, site, STUB, tag, type Site } from '../site.ts'

const withIntegrity = (attributes: string, src = PINNED) => page(STUB + tag(attributes, src))

export const FILES: Readonly<Record<string, Site>> = {
  'the file is not there': home('script-missing', page(STUB + tag('', '/js/affiliate.js'))),
  'its host is not there': home('script-unreachable', page(STUB + tag('', 'https://down.shop.example/affiliate.js'))),
  'the site answers with its own page': site('script-other', ({ serve }) => {
    serve(HOME, page(STUB + tag('', '/affiliate.js')))
    serve(`${HOME}affiliate.js`, page(''))
  }),
  'it is http on an https page': home('script-mixed', page(STUB + tag('', 'http://app.introw.io/affiliate.js'))),
  'the integrity is another file’s': home(
    'integrity-wrong',
    withIntegrity(`integrity="sha384-${'A'.repeat(64)}" crossorigin="anonymous"`),
  ),
  'crossorigin is missing': home('crossorigin-missing', withIntegrity(`integrity="${INTEGRITY}"`)),
  'the path moves': home(
    'integrity-moving',
    withIntegrity(`integrity="${INTEGRITY}" crossorigin`, 'https://app.introw.io/affiliate.js'),
  ),
  'the integrity is no hash': home('integrity-unreadable', withIntegrity('integrity="0.1.0" crossorigin')),
  'a module’s host sends no CORS headers': site('script-cors', ({ serve }) => {
    serve(
      HOME,
      page(
        `<script type="module" data-publishable-key="${KEY}">import 'https://cdn.shop.example/affiliate.js'</script>`,
      ),
    )
    serve('https://cdn.shop.example/affiliate.js', { body: '"_introw_aff"' })
  }),
  'a CDN of one’s own sends no CORS headers': site('script-cors', ({ serve }) => {
    serve(HOME, withIntegrity('crossorigin', 'https://cdn.shop.example/affiliate.js'))
    serve('https://cdn.shop.example/affiliate.js', { body: '"_introw_aff"' })
  }),
}

const FORMS = ['11111111-aaaa-4aaa-8aaa-000000000001', '11111111-aaaa-4aaa-8aaa-000000000002']
const createForm = (id: string) => `<script>hbspt.forms.create({ portalId: "1", formId: "${id}" })</script>`

export const NEIGHBOURS: Readonly<Record<string, Site>> = {
  'a consent platform, and nobody waits for it': home(
    'consent-unset',
    page(`<script src="https://consent.cookiebot.com/uc.js" data-cbid="a"></script>${INSTALL}`),
  ),
  'OneTrust, and nobody waits for it': home(
    'consent-unset',
    page(`<script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script>${INSTALL}`),
  ),
  'another programme': home('other-affiliate', page(`${INSTALL}<script async src="https://r.wdfl.co/rw.js"></script>`)),
  'two HubSpot forms, and no list': home('rivals-forms', page(INSTALL, FORMS.map(createForm).join(''))),
  'a marked form, and nothing reads the mark': home(
    'marks-off',
    page(INSTALL, '<form data-introw-conversion="/thanks"></form>'),
  ),
  'a mark without a value': home(
    'mark-odd',
    page(
      STUB + tag('data-marked-forms="on"', 'https://app.introw.io/affiliate.full.js'),
      '<form data-introw-conversion></form>',
    ),
  ),
  'a marked field, and nothing reads the mark': home(
    'fields-off',
    page(INSTALL, '<form><input type="hidden" name="click" data-introw-click-id></form>'),
  ),
  'a form leads to another site': home(
    'form-elsewhere',
    page(INSTALL, '<form method="post" action="https://forms.other.example/a"><input type="email"></form>'),
  ),
}
