/** The name under which everything of ours is kept, the cookie and the key in web storage; marked forms wait under one that begins so. */
export const NAME = '_introw_aff'
