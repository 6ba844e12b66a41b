/** What each script does for its bytes. */
export declare const DOES: Readonly<Record<string, string>>
