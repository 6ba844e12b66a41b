export interface Verdict {
  what: string
  limit?: number
  aim?: number
  value: number
  low: number
  high: number
  verdict: 'met' | 'missed' | 'aim missed' | ''
}

/** The design's budgets, judged by the medians of one run. */
export declare function judge(results: object): Verdict[]
