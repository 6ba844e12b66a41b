/** The README's block between its `bench` markers. */
export declare function renderBench(results: object): string
