import { BUDGETS } from '../bench/budgets.mjs'

/**
 * Largest `dist/affiliate.js`, in bytes of gzip at level 9: over the design's limit, by which the benchmark goes. What it
 * holds is that nobody adds to it unseen.
 */
export const BUDGET_BYTES = 9_610

/** Largest `dist/affiliate.full.js`, core and every integration: the same. */
export const FULL_BUDGET_BYTES = 17_090

/** Largest server entry with all that it imports, and each of its halves alone: the same. */
export const SERVER_BUDGET_BYTES = 4_690
export const SERVER_CLICK_BUDGET_BYTES = 2_190
export const SERVER_CONVERSIONS_BUDGET_BYTES = 2_350

/** Largest stub, script element included, in bytes of gzip at level 9. */
export const STUB_BUDGET_BYTES = BUDGETS.stub.limit
