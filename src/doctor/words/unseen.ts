/** What nobody can see from outside. */
export const UNSEEN =
  'From outside nobody sees whether a blocker, a consent platform or a tag manager keeps the script away, nor whether the page calls track(). Paste this into the console of the page:'

/** It loads the development build, which does nothing but look; with the page's nonce, where its policy goes by nonces. */
export const LINE =
  "document.head.append(Object.assign(document.createElement('script'), { src: 'https://app.introw.io/affiliate.debug.js?look', nonce: [...document.scripts].find(({ nonce }) => nonce)?.nonce ?? '' }))"
