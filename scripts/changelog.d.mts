export function hasSection(changelog: string, version: string): boolean
export function closeSection(changelog: string, version: string, date: string): string
