/** The README's picture, as SVG. The same for the same results. */
export declare function renderPicture(results: object): Promise<string>
