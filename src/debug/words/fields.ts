import { fact, problem, step } from './saying'

/** Of what carries the click to others. */
export const fields = {
  'fields-off': () =>
    problem(
      'Elements of this page have data-introw-click-id, and nothing reads it: they carry no click.',
      'Load affiliate.full.js, where data-hidden-fields is on unless you switch it off, or init({ integrations: [hiddenFields()] }) of npm.',
    ),
  'field-odd': (element: string) =>
    problem(
      `${element} has data-introw-click-id, and cannot carry the click.`,
      'Mark an <input> with a name, hidden or of text, or a <form>; or an embed or a link of Calendly, Typeform or Cal.com.',
    ),
  'field-filled': (names: string, clickId: string) =>
    step(`A form's data was made, with the click id ${clickId} in ${names}.`),
  'field-empty': (names: string) =>
    step(`A form's data was made, with nothing in ${names}: there is no click on this visit, or no consent.`),
  'click-carried': (element: string) => step(`${element} carries the click id.`),
  'carrier-taken': (element: string) =>
    fact(
      `${element} has a value of its own where the click would stand: it is left as it is, and carries no click.`,
      'Keep the click with what that value stands for, on your server; or leave the value out.',
    ),
  'embed-late': (element: string) =>
    problem(
      `${element} was there before its frame could carry the click: the webhook will not have it.`,
      "Mark what the vendor's script reads, and put affiliate.full.js above that script, both with defer; or give it getClickId() where you make the embed: docs/schedulers.md.",
    ),
  'stripe-late': (element: string) =>
    problem(
      `${element} is Stripe's already, and has no client-reference-id: this payment will carry no click.`,
      "Have your server write client-reference-id, by readClickId(); or put affiliate.full.js above Stripe's script, both with defer; or use a payment link: docs/stripe.md.",
    ),
  'stripe-unfit': (clickId: string) =>
    problem(
      `Stripe would drop the click id ${clickId} without a word, so it does not get it: it takes at most 200 letters, digits, - and _.`,
      'Keep the click with an account or an order on your server, and give Stripe the id of that: docs/stripe.md.',
    ),
}
