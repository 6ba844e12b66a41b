import { answer, home, INSTALL, page, STUB, tag, type Site } from '../site.ts'

const CSP = 'Content-Security-Policy'
const policy = (text: string | readonly string[], head = tag()) => answer({ [CSP]: text }, head)
const connect = 'connect-src https://api.introw.io'

export const POLICIES: Readonly<Record<string, Site>> = {
  'the script is not allowed': home(['policy-blocks-script', 'no-stub'], policy("script-src 'self' 'unsafe-inline'")),
  'only another path is': home(
    ['policy-blocks-script', 'no-stub'],
    policy('script-src https://app.introw.io/affiliate/'),
  ),
  'script-src-elem speaks for elements': home(
    ['policy-blocks-script', 'no-stub'],
    policy("script-src *; script-src-elem 'self'"),
  ),
  'the default says none': home(['policy-blocks-script', 'policy-blocked', 'no-stub'], policy("default-src 'none'")),
  'the stub is not': home('policy-blocks-stub', policy('script-src https://app.introw.io', INSTALL)),
  'a nonce turns unsafe-inline off': home(
    'policy-blocks-stub',
    policy("script-src https://app.introw.io 'unsafe-inline' 'nonce-a'", STUB + tag('nonce="a"')),
  ),
  'strict-dynamic believes no host': home(
    ['policy-blocks-script', 'no-stub'],
    policy("script-src 'strict-dynamic' 'nonce-a' https://app.introw.io"),
  ),
  'the API is not': home('policy-blocked', policy("connect-src 'self'", INSTALL)),
  'the default speaks for the API': home(
    ['policy-blocked', 'no-stub'],
    policy("default-src 'self' https://app.introw.io"),
  ),
  'a meta says so': home(['policy-blocked'], page(`<meta http-equiv="${CSP}" content="connect-src 'self'">${INSTALL}`)),
  'one of two headers does': home(
    ['policy-blocked', 'no-stub'],
    policy([`script-src *; ${connect}`, "connect-src 'self'"]),
  ),
  'one of two in one header does': home(
    ['policy-blocks-script', 'no-stub'],
    policy(`${connect}, script-src 'self'; ${connect}`),
  ),
  'one that only reports would': home(
    'policy-would-block',
    answer({ [`${CSP}-Report-Only`]: "connect-src 'self'" }, INSTALL),
  ),
}
