import type { Success } from '../../conversion/success'

/** In place of a form's id: a booking. */
export const MEETINGS = 'meetings'

/** What HubSpot has accepted. */
export interface HubSpotSuccess extends Success {
  /** Form id in lower case; `MEETINGS` for a booking. */
  readonly id: string
}

/**
 * Makes a success of HubSpot's.
 *
 * @param id - Form id in lower case, or `MEETINGS`.
 * @param email - The contact's, where known.
 * @param submissionId - HubSpot's id of this submission, where known.
 */
export const createSuccess = (id: string, email: Success['email'], submissionId?: unknown): HubSpotSuccess => ({
  source: 'hubspot',
  id,
  email,
  properties: { hubspotFormId: id, hubspotSubmissionId: submissionId || undefined },
})
