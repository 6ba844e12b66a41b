/** Settings that the full edition alone reads: of each vendor, a switch or a list of what counts. */
export const COUNTING_SETTINGS = [
  'calendly',
  'cal-com',
  'chilipiper',
  'default-com',
  'marketo',
  'typeform',
  'contact-form-7',
] as const

export type CountingSetting = (typeof COUNTING_SETTINGS)[number]

/** A switch. */
export const DATA_LAYER = 'data-layer'

/** A switch: forms that the merchant has marked count. */
export const MARKED_FORMS = 'marked-forms'

/** A switch, on by default: what the merchant has marked carries the click. */
export const HIDDEN_FIELDS = 'hidden-fields'

/** A switch, or further domains that payment links have: Stripe carries the click as its reference. */
export const STRIPE_REFERENCE = 'stripe-reference'
/** A list: other domains of the merchant's that a click is handed to. */
export const LINK_DOMAINS = 'link-domains'

/** Consent platforms that `consent` may name. */
export const CONSENT_PLATFORMS = [
  'cookiebot',
  'onetrust',
  'usercentrics',
  'cookieyes',
  'didomi',
  'hubspot',
  'complianz',
  'tcf',
  'vanilla-cookieconsent',
  'klaro',
  'google-consent-mode',
] as const

export type ConsentPlatformName = (typeof CONSENT_PLATFORMS)[number]

/** The merchant's category there, or several. */
export const CONSENT_CATEGORY = 'consent-category'

/** All of them. */
export const FULL_SETTINGS: readonly string[] = [
  ...COUNTING_SETTINGS,
  MARKED_FORMS,
  HIDDEN_FIELDS,
  STRIPE_REFERENCE,
  LINK_DOMAINS,
  DATA_LAYER,
  CONSENT_CATEGORY,
]
