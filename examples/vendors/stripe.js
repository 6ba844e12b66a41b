// Stands for Stripe's buy-button.js, which npm does not have, in what a page sees of it. It follows, as of November 2026,
// https://docs.stripe.com/payment-links/buy-button
// The reference is read once, as the button is made: whether Stripe's own reads it again is not documented.
customElements.define(
  'stripe-buy-button',
  class extends HTMLElement {
    connectedCallback() {
      const link = document.createElement('a')
      const reference = this.getAttribute('client-reference-id')
      link.href = 'https://buy.stripe.com/test_1' + (reference ? `?client_reference_id=${reference}` : '')
      link.textContent = 'Buy'
      this.attachShadow({ mode: 'open' }).append(link)
    }
  },
)
