export type Write = () => string | Promise<string>
export const MARKERS: Readonly<Record<'stub' | 'csp' | 'tag' | 'paths' | 'sizes' | 'bench', Write>>
export function fillMarkers(text: string, markers?: Readonly<Record<string, Write>>): Promise<string>
export function readMarker(text: string, name: string): string | undefined
