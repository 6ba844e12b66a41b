/** The name under which what is ours is kept: the cookie, and the key in web storage. */
export const NAME = '_introw_aff'

/** Of marked forms that wait for the page that follows. Not the same key: other versions would lose what they do not know of. */
export const FORMS_NAME = `${NAME}_forms`
