/** The one name under which everything of ours is kept: the cookie, the key in web storage, the mark of an instance. */
export const NAME = '_introw_aff'
