// Cookiebot → affiliate.js. Put it above Cookiebot's own script.
//
// CookiebotOnConsentReady comes when the visitor has answered, on this page or on an earlier one, and never before.
// CookiebotOnAccept alone would be wrong: it also comes when only statistics were accepted.
// https://www.cookiebot.com/en/developer/
addEventListener('CookiebotOnConsentReady', () => introw.affiliate.consent(Cookiebot.consent.marketing))
