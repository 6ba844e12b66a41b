export type Write = () => string | Promise<string>
export type Markers = Readonly<Record<string, Write>>
export const DOCUMENTS: {
  readonly 'README.md': Readonly<Record<'facts' | 'stub' | 'csp' | 'tag', Write>>
  readonly 'docs/cdn.md': Readonly<Record<'paths', Write>>
  readonly 'docs/performance.md': Readonly<Record<'budgets' | 'sizes' | 'bench', Write>>
}
export const FIGURES: Readonly<Record<string, Markers>>
export function fillDocuments(documents?: Readonly<Record<string, Markers>>): Promise<void>
export function fillMarkers(text: string, markers: Markers): Promise<string>
export function readMarker(text: string, name: string): string | undefined
