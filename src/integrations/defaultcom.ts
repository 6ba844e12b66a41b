import { type Fields, textOf, toFields } from '../platform/fields'
import { beginCounting, type Counted, isNamedBy, toFilter } from './counted'
import { onFrameMessage } from './message'
import type { Integration } from './port'
import { isEach } from './sender'

const isDefaultCom = isEach((origin) => origin === 'https://forms.default.com')

/** In place of a form's id: bookings count, and not the forms before them. */
const MEETINGS = 'meetings'

/**
 * Counts forms of Default.com that were completed, with their e-mail; or the meetings that were booked behind them.
 *
 * @param counted - Form ids, or `meetings`. Default: all forms.
 */
export const defaultCom =
  (counted: Counted = true): Integration =>
  (port) => {
    const count = beginCounting(port, counted)
    const isMeetings = isNamedBy(toFilter(counted), MEETINGS)
    onFrameMessage(isDefaultCom, ({ event, payload }) => {
      const told = toFields(payload)
      if (isMeetings && event === 'default.meeting_booked') {
        const id = textOf(told.id)
        count(
          { source: 'default-com', id, email: textOf(told.leadEmail), properties: { defaultMeeting: id } },
          MEETINGS,
        )
      }
      if (!isMeetings && event === 'default.form_completed') {
        const id = textOf(told.formId)
        count({ source: 'default-com', id, email: emailOf(told), properties: { defaultForm: id } }, id ?? '')
      }
    })
  }

/** Of who has filled in the form; `memberEmail` is the host's. */
const emailOf = ({ email, responses }: Fields): string | undefined =>
  textOf(email) ?? textOf(toFields(responses).work_email)
