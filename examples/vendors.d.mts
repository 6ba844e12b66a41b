/** The addresses of vendors that the examples name, each with the file that is served there. */
export const STAND_INS: Readonly<Record<string, URL>>
