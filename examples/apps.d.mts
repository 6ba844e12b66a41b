export function linkPackage(): void
