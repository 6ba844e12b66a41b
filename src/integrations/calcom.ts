import { textOf, toFields } from '../platform/fields'
import { beginCounting, type Counted, isNamedBy, toFilter } from './counted'
import { borrow } from './lent'
import { onFrameMessage } from './message'
import type { Integration } from './port'
import { isEach, type OriginTest } from './sender'

/**
 * The address of its embed, self-hosted ones too: the host, the link, and whose it is. The embed joins both as they are written,
 * slashes too, and adds no `/embed` to a link that ends in `embed`.
 */
const EMBED = /^https:\/\/([^/?#]+)\/+((?:team\/)?([^/?#]+)(?:\/[^/?#]+){0,3}?)(?:\/+embed)?(?:[?#]|$)/

const CAL_COM = /^https:\/\/([\w-]+\.)*cal\.com$/

/** Its own hosts, which lead to each other. */
const isCalCom = isEach((origin) => CAL_COM.test(origin))

/**
 * Counts bookings of Cal.com's embeds, self-hosted ones too where their host is named. Not counted are those that wait for a
 * payment, dry runs, and bookings that were moved, which have events of their own. Cal.com tells no e-mail, and a title with
 * names in it, which stays where it is.
 *
 * @param counted - Links (`acme/demo`), accounts and teams (`acme`), or hosts (`cal.acme.com`). Default: all.
 * @see https://cal.com/help/embedding/embed-events
 * @see https://github.com/calcom/cal.com/blob/main/packages/embeds/embed-core/src/sdk-action-manager.ts
 */
export const calCom =
  (counted: Counted = true): Integration =>
  (port) => {
    const count = beginCounting(port, counted, borrow)
    const isCounted = toFilter(counted)
    // A self-hosted one has to be named: anybody's frame may look like one.
    const isNamedHost: OriginTest = (origin, given) =>
      origin === given && isNamedBy(isCounted, origin.replace('https://', ''))
    const isTheirs: OriginTest = (origin, given) => isCalCom(origin, given) || isNamedHost(origin, given)
    onFrameMessage(isTheirs, ({ type, fullType, data }, address) => {
      const { uid: told, status, paymentRequired } = toFields(data)
      const uid = textOf(told)
      const [, host = '', link = '', account = ''] = EMBED.exec(address) ?? []
      if (type !== 'bookingSuccessfulV2' || !textOf(fullType)?.startsWith('CAL:')) return
      if (!uid || !link || paymentRequired || /cancel|reject/i.test(String(status))) return
      count({ source: 'cal-com', id: uid, properties: { calComBooking: uid } }, host, link, account)
    })
  }
