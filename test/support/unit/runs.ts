/** How many inputs a property is tried with: `npm run fuzz` sets more. */
export const NUM_RUNS = Number(process.env.FUZZ_RUNS) || 10_000

/** The same on pages: what ships has been tried as source. */
export const PAGE_RUNS = process.env.BUILD === 'dist' ? 300 : NUM_RUNS
