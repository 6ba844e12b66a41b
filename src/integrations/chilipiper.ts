import { toFields } from '../platform/fields'
import { beginCounting, type Counted } from './counted'
import { borrow } from './lent'
import { onFrameMessage } from './message'
import type { Integration } from './port'
import { isEach } from './sender'

/** Of a tenant: `acme.chilipiper.com`, `acme.na.chilipiper.com`. */
const HOST = /^https:\/\/([\w-]+)\.([\w-]+\.)*chilipiper\.com(?:[/?#]|$)/

const isChiliPiper = isEach((origin) => HOST.test(origin))

/**
 * Counts what Chili Piper has booked, at the end of its workflow: `booking-confirmed`. `booked` comes before it, and confirms
 * nothing. It tells no e-mail.
 *
 * @param counted - Tenants (`acme`). Default: all.
 * @see https://help.chilipiper.com/hc/en-us/articles/1500011381522
 */
export const chiliPiper =
  (counted: Counted = true): Integration =>
  (port) => {
    const count = beginCounting(port, counted, borrow)
    onFrameMessage(isChiliPiper, ({ action, args, eventId }, address) => {
      const [, tenant = ''] = HOST.exec(address) ?? []
      const id = toFields(args).eventId ?? eventId
      if (action !== 'booking-confirmed' || typeof id !== 'string' || !id) return
      count({ source: 'chilipiper', id, properties: { chiliPiperEvent: id } }, tenant)
    })
  }
