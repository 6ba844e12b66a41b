/** How many inputs a property is tried with: `npm run fuzz` sets more. */
export const NUM_RUNS = Number(process.env.FUZZ_RUNS) || 10_000
