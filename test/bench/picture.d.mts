/** The picture of docs/performance.md, as SVG. The same for the same results. */
export declare function renderPicture(results: object): Promise<string>
