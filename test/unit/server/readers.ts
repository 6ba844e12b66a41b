import cookieParser from 'cookie-parser'
import { parseCookie } from 'next/dist/compiled/@edge-runtime/cookies'
import { NAME } from './entry'

/** How others read the cookie: from the text of a `Cookie` header to the click id. */
export const readers: Readonly<Record<string, (header: string) => unknown>> = {
  'Express with cookie-parser': readWithExpress,
  'Next.js': (header) => parseCookie(header).get(NAME),
  'a reader that splits': (header) => {
    const pairs = header.split('; ').map((pair) => pair.split('='))
    return decodeURIComponent(Object.fromEntries(pairs)[NAME])
  },
  'PHP, as urldecode': (header) => rawUrlDecode(valueOf(header).replaceAll('+', ' ')),
  'PHP, as rawurldecode': (header) => rawUrlDecode(valueOf(header)),
}

function readWithExpress(header: string): unknown {
  const request: { headers: { cookie: string }; cookies?: Record<string, unknown> } = { headers: { cookie: header } }
  cookieParser()(request, {}, () => {})
  return request.cookies?.[NAME]
}

const valueOf = (header: string) => header.split(`${NAME}=`)[1] ?? ''

/**
 * PHP's rules, as PHP itself is not here: `%xx` are bytes, and by urldecode `+` is a space
 * (https://github.com/php/php-src/blob/master/ext/standard/url.c, used by main/php_variables.c for $_COOKIE).
 */
function rawUrlDecode(text: string): string {
  const bytes = Buffer.from(text, 'utf8').toString('latin1')
  const decoded = bytes.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(decoded, 'latin1').toString('utf8')
}
