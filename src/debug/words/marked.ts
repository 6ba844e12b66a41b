import { problem, step } from './saying'

/** Of forms that the merchant has marked. */
export const marked = {
  'marks-off': () =>
    problem(
      'Forms of this page have data-introw-conversion, and nothing reads it: they count nothing.',
      'Load affiliate.full.js with data-marked-forms="on", or init({ integrations: [markedForms()] }) of npm.',
    ),
  'mark-odd': (mark: string, form: string) =>
    problem(
      `The form ${form} has data-introw-conversion="${mark}": it counts nothing.`,
      'Give it the path of the page that follows, without query and on this site, data-introw-conversion="/thanks"; or "submit". The path that the form is on proves nothing.',
    ),
  'mark-waits': (mark: string) =>
    step(
      mark === 'submit'
        ? 'A marked form is being submitted: it counts on the next page of this site, unless the form stands there again.'
        : `A marked form is being submitted: it counts when the visitor reaches ${mark}, within half an hour.`,
    ),
  'mark-elsewhere': () =>
    problem(
      'A form with data-introw-conversion="submit" is sent to another site or window: nobody sees the answer, and it counts nothing.',
      'Give it the path of the page that the visitor comes back to: data-introw-conversion="/thanks".',
    ),
  'mark-prevented': () =>
    step(
      'A marked form was submitted, but the page has prevented it: it counts nothing.',
      'Call track() where the server has accepted it.',
    ),
  'mark-refused': (form: string) =>
    step(
      `The form ${form} stands on the page after its submission again: the site has refused it, and it counts nothing.`,
    ),
}
