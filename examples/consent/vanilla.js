// The banner of vanilla-cookieconsent, with the category that affiliate.js asks for. Not shown to what drives a browser, unless
// asked to: so `hideFromBots` is off here.
addEventListener('DOMContentLoaded', () => {
  CookieConsent.run({
    hideFromBots: false,
    categories: { necessary: { enabled: true, readOnly: true }, marketing: {} },
    language: {
      default: 'en',
      translations: {
        en: {
          consentModal: {
            title: 'Cookies',
            description: 'May this shop remember who sent you?',
            acceptAllBtn: 'Accept',
            acceptNecessaryBtn: 'Decline',
          },
          preferencesModal: { title: 'Cookies', acceptAllBtn: 'Accept', acceptNecessaryBtn: 'Decline', sections: [] },
        },
      },
    },
  })
  document.getElementById('cookie-settings').addEventListener('click', () => CookieConsent.show(true))
})
