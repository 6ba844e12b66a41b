/** The one name under which everything of ours is kept: the cookie, and the key in web storage. */
export const NAME = '_introw_aff'
