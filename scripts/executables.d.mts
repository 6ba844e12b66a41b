export function findExecutable(...names: string[]): string | undefined
export function findChromium(): string | undefined
export function findMiniBrowser(): string | undefined
