import { type Fields, toFields } from '../../platform/fields'
import { findEmail } from './email'
import { isServingMeetings } from './hosts'
import { createSuccess, type HubSpotSuccess, MEETINGS } from './success'

/** Reads the message of a booking, `meetingBookSucceeded`. It is not documented, nor are its inner levels. */
export const readMeeting = (message: Fields, origin: string): HubSpotSuccess | undefined => {
  if (message.meetingBookSucceeded !== true || !isServingMeetings(origin)) return undefined
  const { bookingResponse } = toFields(message.meetingsPayload)
  const { postResponse } = toFields(bookingResponse)
  return createSuccess(MEETINGS, findEmail(toFields(postResponse).contact))
}
