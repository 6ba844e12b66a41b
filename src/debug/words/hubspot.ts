import { fact, problem, step } from './saying'

const FINAL = 'The first accepted conversion of a click is final'

/** Of what vendors have accepted, and of what competes for one click. */
export const hubspot = {
  'form-held': (vendor: string, form: string) =>
    step(
      `${vendor} has accepted ${form}: it counts. It is written down, and held for about a second, in which a track() of yours completes it.`,
    ),
  'form-uncounted': (vendor: string, form: string, setting: string, settingNow: string | undefined) =>
    fact(
      `${vendor} has accepted ${form}: it does not count${settingNow === undefined ? '' : ` (${setting}="${settingNow}")`}.`,
      `To have it count, change ${setting}.`,
    ),
  'form-no-click': (vendor: string, form: string) =>
    fact(`${vendor} has accepted ${form}, but there is no click on this visit, or no consent: nothing is sent.`),
  'form-unbelieved': (origin: string, why: string) =>
    problem(
      `A message of HubSpot's kind came from ${origin}, and is not believed: ${why}.`,
      "Believed are this page, frames of its own origin, and https frames on this page from HubSpot's hosts. Call track() for anything else.",
    ),
  'frame-silent': (frame: string, host: string) =>
    problem(
      `The frame ${frame} tells this page nothing of its bookings: its address lacks embed_domain.`,
      `Add embed_domain=${host} to the frame's address, or let Calendly's own script make the frame.`,
    ),
  'rivals-forms': (first: string, second: string) =>
    problem(
      `Two forms compete for one click: ${first} and ${second}. ${FINAL}, so the second counts for nothing.`,
      'Name those that count: data-hubspot="<form id>", without the newsletter form for example.',
    ),
  'rivals-form-first': (form: string) =>
    problem(
      `track() competes with ${form} for one click, and came too late to complete it. ${FINAL}: what track() tells is lost.`,
      'Call track() in the form\'s own callback, within a second of it, or turn the form off: data-hubspot="off", or a list of the form ids that count.',
    ),
  'rivals-track-first': (form: string) =>
    problem(
      `${form} competes with an earlier track() for one click. ${FINAL}: the form counts for nothing, also where track() was premature.`,
      'Keep one of them: data-hubspot="off", or no track() for what the form converts.',
    ),
}
