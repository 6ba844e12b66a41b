export function resolveVersion(current: string, wanted: string | undefined, isReleased: boolean): string
