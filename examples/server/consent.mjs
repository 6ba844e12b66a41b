// What a consent platform's own cookie tells your server of this visitor. Undecided is no. Which category the click belongs
// to is your decision; these take marketing. Copy the one that you have, and the reader below it.

/**
 * Cookiebot. Its cookie is encoded text such as `{stamp:'…',necessary:true,marketing:true,…}`, and `-1` where it asks
 * nobody.
 *
 * @see https://www.cookiebot.com/en/developer/
 */
export function allowsByCookiebot(cookieHeader) {
  const consent = readCookie(cookieHeader, 'CookieConsent')
  return consent === '-1' || /(\{|%7B|,|%2C)marketing(:|%3A)true(,|%2C|\}|%7D)/i.test(consent)
}

/**
 * OneTrust. `OptanonConsent` is a query such as `version=…&groups=C0001%3A1%2CC0004%3A1`. It holds the defaults before
 * anybody was asked, so it counts once the banner was answered, which is what the other cookie says.
 *
 * @see https://my.onetrust.com/s/article/UUID-2dc719a8-4be5-8d16-1dc8-c7b4147b88e0
 */
export function allowsByOneTrust(cookieHeader) {
  const groups = new URLSearchParams(readCookie(cookieHeader, 'OptanonConsent')).get('groups') ?? ''
  return readCookie(cookieHeader, 'OptanonAlertBoxClosed') !== '' && groups.split(',').includes('C0004:1')
}

/** The value of a cookie as it was sent. */
function readCookie(cookieHeader, name) {
  const pair = (cookieHeader ?? '').split(/; */).find((text) => text.startsWith(`${name}=`)) ?? ''
  return pair.slice(name.length + 1)
}
