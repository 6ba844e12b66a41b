import { attempt } from '../platform/attempt'
import type { ConversionResult } from '../types'

/**
 * Hears what became of conversions.
 *
 * @param result - A definite one: `recorded`, `duplicate`, `ignored` or `rejected`.
 * @param conversion - `source` says who has reported it: `track`, or an integration's name.
 */
export type ResultListener = (result: ConversionResult, conversion: { readonly source: string }) => void

const listeners: ResultListener[] = []

/** Calls back with definite answers. */
export const onResult = (listener: ResultListener): void => {
  listeners.push(listener)
}

/** Tells those who listen. */
export const tellResult: ResultListener = (result, conversion) => {
  for (const listener of listeners) attempt(() => listener(result, conversion))
}
