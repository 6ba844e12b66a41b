const HERE = new URL('./', import.meta.url)
const MODULES = new URL('../node_modules/', import.meta.url)

/** Addresses of vendors that the examples name, and what is served there: their own script from npm, else a stand-in. */
export const STAND_INS = {
  'https://calendly.com/acme/demo': new URL('vendors/calendly.html', HERE),
  'https://assets.calendly.com/assets/external/widget.js': new URL('vendors/calendly.js', HERE),
  'https://buy.stripe.com/test_1': new URL('vendors/stripe.html', HERE),
  'https://js.stripe.com/v3/buy-button.js': new URL('vendors/stripe.js', HERE),
  'https://app.cal.com/embed/embed.js': new URL('@calcom/embed-core/dist/embed/embed.js', MODULES),
  'https://app.cal.com/acme/demo/embed': new URL('vendors/calcom.html', HERE),
  'https://acme.na.chilipiper.com/book/demo': new URL('vendors/chilipiper.html', HERE),
  'https://embed.typeform.com/next/embed.js': new URL('@typeform/embed/build/embed.js', MODULES),
  'https://form.typeform.com/to/F1': new URL('vendors/typeform.html', HERE),
  'https://forms.default.com/42': new URL('vendors/defaultcom.html', HERE),
  'https://app-sj01.marketo.com/js/forms2/js/forms2.min.js': new URL('vendors/marketo.js', HERE),
  'https://js.hsforms.net/forms/v2.js': new URL('hubspot/standins/forms.js', HERE),
}

/** Leads what a page or a vendor's script names of theirs to an origin. */
export function bringHome(text, origin) {
  return Object.keys(STAND_INS).reduce((led, address) => {
    const { origin: theirs } = new URL(address)
    return led.replaceAll(`${theirs}/`, `${origin}/`).replaceAll(`"${theirs}"`, `"${origin}"`)
  }, text)
}
