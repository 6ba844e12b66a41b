/** Lines to copy: how each statement of the example's own file begins. */
export interface Copy {
  readonly file: string
  readonly where: string
  readonly take: readonly string[]
}

export interface Listed {
  readonly title: string
  readonly shows: string
  readonly copy: readonly Copy[]
}

export const PAGES: Readonly<Record<string, Listed & { readonly start: string }>>
export const APPS: Readonly<Record<string, Listed>>
export const SERVERS: Readonly<
  Record<string, Listed & { readonly port: number; readonly build?: string; readonly command?: string }>
>
