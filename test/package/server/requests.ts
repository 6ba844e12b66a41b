/** What a stranger may send. `MARK` is never to come back as it is. */
export const MARK = '"><b id=mark>'

export interface Malformed {
  /** All that is sent. */
  readonly bytes: string
  /** Whether the sender hangs up at once, and takes no answer. */
  readonly hangsUp?: boolean
}

/** How every request with a body begins. */
export const FORM_START = 'POST /signup '

const HOST = 'Host: www.shop.localhost'
const FORM = 'Content-Type: application/x-www-form-urlencoded'

/** One request as text: the first line, its headers, and a body. The connection is to end with the answer. */
const ask = (line: string, headers: readonly string[] = [HOST], body = ''): Malformed => ({
  bytes: `${[line, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`,
})
const get = (target: string, ...headers: readonly string[]) => ask(`GET ${target} HTTP/1.1`, [HOST, ...headers])
const post = (body: string, ...headers: readonly string[]) => ask(`${FORM_START}HTTP/1.1`, [HOST, ...headers], body)
const hangUp = ({ bytes }: Malformed): Malformed => ({ bytes, hangsUp: true })
const hosts = (...values: readonly string[]) =>
  ask(
    'GET / HTTP/1.1',
    values.map((value) => `Host: ${value}`),
  )

/** Whoever comes next, and wants a page. */
export const VISITOR = get('/')

/** The same for every server that people copy. */
export const MALFORMED: Readonly<Record<string, Malformed>> = {
  'two slashes': get('//'),
  'three slashes': get('///'),
  'two slashes and a port that is none': get('//a:b/'),
  'a scheme alone': get('http://'),
  'an address with a bad host': get('http://[/'),
  'an address of elsewhere': get(`http://evil.example/?irw_id=a`),
  'another scheme': get('javascript://%0aalert(1)'),
  'a star': get('*'),
  'OPTIONS of a star': ask('OPTIONS * HTTP/1.1'),
  'a backslash': get('/\\evil.example'),
  'an escape without an end': get('/%'),
  'an escape of no digits': get('/%zz?irw_id=%zz'),
  'an escaped zero': get('/%00?irw_id=%00'),
  'bytes that are no UTF-8': get('/%ff%fe?irw_id=%ff'),
  'a path that climbs': get('/..%2f..%2f..%2fetc/passwd'),
  'the name of a property that every object has': get('/constructor'),
  'the name of another': get('/__proto__'),
  'markup in the path': get(`/${encodeURI(MARK)}`),
  'markup in the path, raw': get(`/"><b/id=mark>`),
  'markup in the query': get(`/?irw_id=${encodeURI(MARK)}&to=${encodeURI(MARK)}`),
  'a target of 100 kB': get(`/?irw_id=${'a'.repeat(100_000)}`),
  'thousands of fragments': get(`/?irw_id=a${'#'.repeat(10_000)}`),
  'a header of 100 kB': get('/', `X-Long: ${'a'.repeat(100_000)}`),
  'a cookie made of our name': get('/', `Cookie: ${'_introw_aff=%;'.repeat(1000)}`),
  'ten thousand headers': get('/', ...Array.from({ length: 10_000 }, (_, index) => `x-${index}: a`)),
  'a header without a colon': get('/', 'nonsense'),
  'a header with a zero': get('/', 'X-Zero: a\0b'),
  'a forwarded scheme that is none': get('/', `X-Forwarded-Proto: ${MARK}`, `Forwarded: proto="${MARK}`),
  'a forwarded host': get('/', `X-Forwarded-Host: ${MARK}`),
  'no host': hosts(),
  'an empty host': hosts(''),
  'two hosts': hosts('www.shop.localhost', 'evil.example'),
  'a host with markup': hosts(MARK),
  'a host with markup and no space': hosts('"><b/id=mark>'),
  'a host with quotes': hosts('www."id="mark.shop.localhost'),
  'a host that is a stranger’s': hosts('evil.example'),
  'a host that ends as ours': hosts('evilshop.localhost'),
  'a host with a user': hosts('a@www.shop.localhost'),
  'a host with a path': hosts('www.shop.localhost/evil'),
  'a host with a port that is none': hosts('www.shop.localhost:http'),
  'a host with a bracket': hosts('['),
  'a length that is no number': post('email=a', FORM, 'Content-Length: a'),
  'a negative length': post('email=a', FORM, 'Content-Length: -1'),
  'two lengths': post('email=a', FORM, 'Content-Length: 7', 'Content-Length: 8'),
  'a length and chunks': post('0\r\n\r\n', FORM, 'Content-Length: 7', 'Transfer-Encoding: chunked'),
  'chunks that are none': post('zz\r\nemail\r\n', FORM, 'Transfer-Encoding: chunked'),
  'an encoding that is none': post('email=a', FORM, 'Transfer-Encoding: nonsense'),
  'a compressed body that is none': post('email=a', FORM, 'Content-Length: 7', 'Content-Encoding: gzip'),
  'a form without a body': post('', FORM),
  'a form without a type': post('email=a', 'Content-Length: 7'),
  'a form of another type': post('email=a', 'Content-Type: text/plain', 'Content-Length: 7'),
  'a form of parts without their border': post('email=a', 'Content-Type: multipart/form-data', 'Content-Length: 7'),
  'a form of parts that break off': post(
    '--x\r\nContent',
    'Content-Type: multipart/form-data; boundary=x',
    'Content-Length: 11',
  ),
  'a type that is none': post('email=a', `Content-Type: ${MARK}`, 'Content-Length: 7'),
  'a charset that is none': post('email=a', `${FORM}; charset=nonsense`, 'Content-Length: 7'),
  'a field with escapes that are none': post('email=%zz&%=%', FORM, 'Content-Length: 13'),
  'a field named as a prototype': post('__proto__[x]=1&email[a]=b&email=c', FORM, 'Content-Length: 33'),
  'JSON that is nested deeply': post('['.repeat(20_000), 'Content-Type: application/json', 'Content-Length: 20000'),
  'a form of 200 kB': post(`email=${'a'.repeat(200_000)}`, FORM, 'Content-Length: 200006'),
  'a form that breaks off': hangUp(post('email=', FORM, 'Content-Length: 1000')),
  'a form of chunks that breaks off': hangUp(post('5\r\nem', FORM, 'Transfer-Encoding: chunked')),
  'an upload that breaks off': hangUp(post('a'.repeat(50_000), FORM, 'Content-Length: 100000')),
  'a sender that hangs up': hangUp(get('/')),
  'half a header': hangUp({ bytes: 'GET / HTTP/1.1\r\nHost: www' }),
  CONNECT: ask('CONNECT evil.example:443 HTTP/1.1'),
  TRACE: ask('TRACE / HTTP/1.1'),
  'a method that is none': ask('NONSENSE / HTTP/1.1'),
  'a method in small letters': ask('get / HTTP/1.1'),
  'another version': ask('GET / HTTP/9.9'),
  'the version that has no headers': { bytes: 'GET /\r\n' },
  'an upgrade': get(
    '/',
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: YQ==',
    'Sec-WebSocket-Version: 13',
  ),
  'an expectation that is none': get('/', 'Expect: nonsense'),
  'no HTTP at all': { bytes: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n' },
}
