export type Markers = Readonly<Record<string, () => string | Promise<string>>>
export const MARKERS: Markers
export function fillMarkers(text: string, markers?: Markers): Promise<string>
export function readMarker(text: string, name: string): string | undefined
