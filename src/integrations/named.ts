import {
  type CountingSetting,
  DATA_LAYER,
  HIDDEN_FIELDS,
  LINK_DOMAINS,
  MARKED_FORMS,
  STRIPE_REFERENCE,
} from '../settings/full'
import { readTexts } from '../settings/resolve'
import { createFilter, isNaming, isOn } from '../settings/table'
import { readSwitch } from '../settings/words'
import { calendly } from './calendly'
import { calCom } from './calcom'
import { chiliPiper } from './chilipiper'
import { namedPlatform } from './consent/named'
import { contactForm7 } from './contactform'
import type { Counted } from './counted'
import { dataLayer } from './datalayer'
import { defaultCom } from './defaultcom'
import { hiddenFields } from './hidden/hidden'
import { linkListed } from './links/links'
import { markedForms } from './marked/marked'
import { marketo } from './marketo'
import type { Integration } from './port'
import { createHostFilter, stripeReference } from './stripe'
import { typeform } from './typeform'

/** Of each setting the integration that it switches on. */
const INTEGRATIONS: Readonly<Record<CountingSetting, (counted: Counted) => Integration>> = {
  calendly,
  'cal-com': calCom,
  chilipiper: chiliPiper,
  'default-com': defaultCom,
  marketo,
  typeform,
  'contact-form-7': contactForm7,
}

/** Switches on what the settings name: the full edition's part. */
export const named: Integration = (port) => {
  namedPlatform(port)
  for (const [name, create] of Object.entries(INTEGRATIONS)) {
    const texts = readTexts(name)
    if (isNaming(texts)) create(createFilter(texts))(port)
  }
  const marks = readTexts(MARKED_FORMS)
  if (isNaming(marks)) port.claim()
  if (isOn(marks)) markedForms()(port)
  if (readTexts(HIDDEN_FIELDS).every(readSwitch)) hiddenFields()(port)
  const hosts = readTexts(STRIPE_REFERENCE)
  if (isNaming(hosts)) stripeReference(createHostFilter(hosts))(port)
  if (isOn(readTexts(DATA_LAYER))) dataLayer()(port)
  const lists = readTexts(LINK_DOMAINS)
  if (lists.length > 0) linkListed(lists)(port)
}
