/** How each source of successes is called, and what it accepts. */
const VENDORS: Readonly<Record<string, readonly [vendor: string, what: string]>> = {
  hubspot: ['HubSpot', 'form'],
  calendly: ['Calendly', 'booking'],
  'cal-com': ['Cal.com', 'booking'],
  chilipiper: ['Chili Piper', 'booking'],
  'default-com': ['Default.com', 'form'],
  marketo: ['Marketo', 'form'],
  typeform: ['Typeform', 'form'],
  'contact-form-7': ['Contact Form 7', 'form'],
  'marked-forms': ['the page', 'form'],
}

/** The vendor in words, by a success's key or its source; a merchant's own integration by its name. */
export const vendorName = (key: string): string => {
  const [source = ''] = key.split(':')
  return VENDORS[source]?.[0] ?? source
}

/** A success in words, by its key: `the HubSpot form 0a1b…`. */
export const successName = (key: string): string => {
  const [source = '', ...rest] = key.split(':')
  const id = rest.join(':')
  const what = VENDORS[source]?.[1] ?? 'success'
  if (source === 'hubspot' && id === 'meetings') return 'a HubSpot meeting'
  return what === 'booking' || !id ? `a ${vendorName(source)} ${what}` : `the ${vendorName(source)} ${what} ${id}`
}
