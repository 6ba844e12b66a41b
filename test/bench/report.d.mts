/** The block of docs/performance.md between its `bench` markers. */
export declare function renderBench(results: object): string
