export interface Budget {
  readonly limit: number
  readonly aim?: number
}

/** What we allow ourselves. */
export declare const BUDGETS: Readonly<
  Record<
    | 'script'
    | 'full'
    | 'stub'
    | 'server'
    | 'serverClick'
    | 'serverConversions'
    | 'evaluation'
    | 'evaluationWithClick'
    | 'evaluationOnAllThreads'
    | 'evaluationOfFull'
    | 'onLoad'
    | 'firstTrack',
    Budget
  >
>

export interface BudgetRow {
  what: string
  limit?: number
  aim?: number
  value: number
  low: number
  high: number
  verdict: 'met' | 'missed' | 'aim missed' | ''
}

/** The budgets, checked by the medians of one run. */
export declare function checkBudgets(results: object): BudgetRow[]
