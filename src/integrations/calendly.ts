import { toFields } from '../platform/fields'
import { beginCounting, type Counted } from './counted'
import { borrow } from './lent'
import { onFrameMessage } from './message'
import { isEach } from './sender'
import type { Integration } from './port'

const isCalendly = isEach((origin) => origin === 'https://calendly.com')

/** Who and what: `acme` and `acme/demo`. */
const PAGE = /^https:\/\/calendly\.com\/(([^/?#]+)(?:\/[^/?#]+)?)/

/**
 * Counts bookings of Calendly's inline, pop-up and badge embeds. Calendly tells no e-mail, but its own URIs of the booking and
 * of the invitee. Nothing is told by a frame written by hand whose address lacks `embed_domain`, nor by Calendly when a booking
 * is moved.
 *
 * @param counted - Accounts (`acme`) or event types (`acme/demo`). Default: all.
 * @see https://developer.calendly.com/api-docs/overview/embedding/notifying-the-parent-window.md
 */
export const calendly =
  (counted: Counted = true): Integration =>
  (port) => {
    const count = beginCounting(port, counted, borrow)
    onFrameMessage(isCalendly, ({ event, payload }, address) => {
      const told = toFields(payload)
      const [booking, invitee] = [uriOf(told.event), uriOf(told.invitee)]
      const [, page = '', account = ''] = PAGE.exec(address) ?? []
      if (event !== 'calendly.event_scheduled' || !booking || !invitee) return
      const properties = { calendlyEvent: booking, calendlyInvitee: invitee }
      count({ source: 'calendly', id: invitee, properties }, page, account)
    })
  }

const uriOf = (resource: unknown): string | undefined => {
  const { uri } = toFields(resource)
  return typeof uri === 'string' && uri.startsWith('https://api.calendly.com/') ? uri : undefined
}
