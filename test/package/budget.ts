/** Largest `dist/affiliate.js`, in bytes of gzip at level 9. Whoever names the limit elsewhere reads it here. */
export const BUDGET_BYTES = 3_600

/** Largest server entry, with all that it imports, in bytes of gzip at level 9. */
export const SERVER_BUDGET_BYTES = 2_800

/** Largest stub, script element included, in bytes. */
export const STUB_BYTES = 300
