import type { ConversionResult } from '../types'
import { createBody } from './body'
import { complete } from './content'
import { send } from './delivery'
import { keepHeld } from './held'
import { type Call, contentOf, type Holding, listHeld } from './holdings'
import { promiseResult } from './result'

/**
 * Sends a call of the merchant's, which completes what is held for the same click: its fields win, what it lacks comes from
 * the success. An e-mail that is yet to be told is waited for.
 */
export const sendCall = (clickId: string, call: Call): Promise<ConversionResult> => {
  const held = listHeld(clickId)
  const awaited = held.find((holding) => holding._isAwaited && !holding._call)
  if (!awaited || call._content.email) return sendWhole(clickId, call, held)
  return promiseResult('waiting', (resolve) => {
    awaited._call = { ...call, _resolve: resolve, _send: () => void sendWhole(clickId, call, [awaited]) }
    keepHeld(awaited)
  })
}

const sendWhole = (clickId: string, call: Call, held: readonly Holding[]): Promise<ConversionResult> => {
  for (const holding of held) holding._isOver = true
  const content = held.map(contentOf).reduce(complete, call._content)
  const publishableKey = call._publishableKey ?? held.map(({ _call }) => _call?._publishableKey).find(Boolean)
  const result = send(clickId, createBody(clickId, content), publishableKey)
  for (const holding of held) holding._call?._resolve(result)
  return result
}
