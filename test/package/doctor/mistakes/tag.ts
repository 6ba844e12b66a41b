import { home, INSTALL, KEY, page, STUB, tag, type Site } from '../site.ts'

export const TAGS: Readonly<Record<string, Site>> = {
  'there is no tag': home('tag-missing', page('')),
  'a tag manager stands in its place': home(
    'tag-unseen',
    page('<script async src="https://www.googletagmanager.com/gtm.js?id=GTM-ABC"></script>'),
  ),
  'npm may have it': home('tag-unseen', page('<script type="module" src="/assets/index-1a2b.js"></script>')),
  'it stands in a comment': home('tag-hidden', page(`<!-- ${tag()} -->`)),
  'it stands in a noscript': home('tag-hidden', page(`<noscript>${tag()}</noscript>`)),
  'a script puts it there': home(
    'tag-injected',
    page('<script>var s=document.createElement("script");s.src="https://app.introw.io/affiliate.js"</script>'),
  ),
  'it is there twice': home('installed-twice', page(INSTALL, tag())),
  'a consent platform holds it': home(
    'tag-wrapped',
    page(STUB + tag('type="text/plain" data-cookieconsent="marketing" data-consent="required"')),
  ),
  'an optimizer holds it back': home('tag-delayed', page(STUB + tag('type="rocketlazyloadscript"'))),
  'its type is misspelt': home('tag-inert', page(STUB + tag('type="text/javscript"'))),
  'the key is missing': home('no-key', page(`${STUB}<script async src="https://app.introw.io/affiliate.js"></script>`)),
  'the key is a secret one': home('secret-key', page(INSTALL.replace(KEY, 'sk_live_0123456789abcdef'))),
  'another attribute has a secret': home('secret-key', page(STUB + tag('data-token="sk_live_0123456789abcdef"'))),
  'the key is a placeholder': home('key-odd', page(INSTALL.replace(KEY, 'pk_aff_org_...'))),
  'the key is unset': home('key-odd', page(INSTALL.replace(KEY, 'undefined'))),
  'the key’s name is misspelt': home(
    ['no-key', 'unknown-setting'],
    page(INSTALL.replace('data-publishable-key', 'data-publishable_key')),
  ),
  'a setting is misspelt': home('unknown-setting', page(STUB + tag('data-cookie-day="30"'))),
  'a setting of the full edition is misspelt': home(
    'unknown-setting',
    page(STUB + tag('data-calendy="acme"', 'https://app.introw.io/affiliate.full.js')),
  ),
  'a setting cannot be read': home('bad-setting', page(STUB + tag('data-cookie-days="ninety"'))),
  'another domain is no domain': home(
    'bad-setting',
    page(STUB + tag('data-link-domains="https://other.example"', 'https://app.introw.io/affiliate.full.js')),
  ),
  'the core edition does not know it': home('core-edition', page(STUB + tag('data-calendly="acme"'))),
  'the core edition knows no platform': home('core-edition', page(STUB + tag('data-consent="cookiebot"'))),
  'a setting stands behind a second ?': home(
    'setting-behind',
    page(STUB + tag('', 'https://app.introw.io/affiliate.js?v=1?cookie-days=30')),
  ),
  'the API’s path is there twice': home('host-path', page(STUB + tag('data-api-host="https://api.introw.io/api/v1"'))),
  'it is the development build': home('debug-build', page(STUB + tag('', 'https://app.introw.io/affiliate.debug.js'))),
  'there is no stub': home('no-stub', page(tag())),
  'somebody calls early, without a stub': home(
    'early-call',
    page(tag(), '<script>introw.affiliate.track({ email })</script>'),
  ),
  'the stub stands below': home('stub-late', page(tag() + STUB)),
  'an editor has changed the stub': home('stub-broken', page(STUB.replaceAll('"queued"', '“queued”') + tag())),
}
