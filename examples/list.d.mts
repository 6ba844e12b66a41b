export const PAGES: Readonly<Record<string, { readonly start: string; readonly shows: string }>>
export const APPS: Readonly<Record<string, { readonly shows: string }>>
