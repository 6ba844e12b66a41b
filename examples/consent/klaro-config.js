// The banner of Klaro, with a service of the purpose that affiliate.js asks for.
window.klaroConfig = {
  acceptAll: true,
  lang: 'en',
  services: [{ name: 'introw', purposes: ['marketing'] }],
  translations: {
    zz: { privacyPolicyUrl: '/' },
    en: { introw: { title: 'Introw', description: 'Remembers who sent you.' }, purposes: { marketing: 'Marketing' } },
  },
}
addEventListener('DOMContentLoaded', () => {
  document.getElementById('cookie-settings').addEventListener('click', () => klaro.show())
})
