import type { ConversionResult } from '../types'

/** What this page load knows of a body: who waits for its result, and what its tries have come to. */
export interface Job {
  /** How many tries have met no answer. */
  _failures: number
  /** HTTP status of the last try; undefined where no answer came. */
  _status?: number | undefined
  _promise?: Promise<ConversionResult>
  _settle?: (result: ConversionResult) => void
}

/** By body. */
let jobs: Record<string, Job> = {}

export const jobOf = (body: string): Job => (jobs[body] ??= { _failures: 0 })

/** Asks whether a job is still there: a "no" may have ended it. */
export const isOpen = (body: string, job: Job): boolean => jobs[body] === job

/** Ends a job. */
export const endJob = (body: string): void => {
  delete jobs[body]
}

/** Lets another body take a job over: who waits for the one waits for the other. */
export const passJob = (from: string, to: string): void => {
  const job = jobOf(from)
  endJob(from)
  jobs[to] ??= { ...job, _failures: 0 }
}

/** Ends all of them with a result. */
export const endJobs = (result: ConversionResult): void => {
  for (const job of Object.values(jobs)) job._settle?.(result)
  jobs = {}
}
