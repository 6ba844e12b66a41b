import { diagnose } from '../../diagnose'
import type { Integration } from '../port'
import { carryInEmbeds } from './embeds'
import { fillFields } from './fields'

/**
 * Has what the merchant marks with `data-introw-click-id` carry the click to who receives it: fields of forms, and embeds and links
 * of Calendly, Typeform and Cal.com. At the moment of submission or of following; nothing without a click or a yes.
 */
export const hiddenFields = (): Integration => (port) => {
  diagnose('fields', {})
  fillFields(port)
  carryInEmbeds(port)
}
