/** What an engine came to in the fault matrix. */
export interface Column {
  readonly engine: string
  readonly conversions: number
  readonly fields: readonly {
    readonly row: number
    readonly name: string
    readonly recorded?: number
    readonly posts?: number
    readonly hasFailed: boolean
  }[]
}

/** The figures of the fault matrix as a page. */
export declare function renderMatrix(columns: readonly Column[]): string
