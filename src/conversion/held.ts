import { diagnose } from '../diagnose'
import type { ConversionResult } from '../types'
import { createBody } from './body'
import { complete, type Content, normalize } from './content'
import { deliver, send } from './delivery'
import { addEntry } from './outbox'
import { promiseResult } from './result'
import { type Success, toSuccessKey } from './success'

/** How long a success waits for the merchant's own `track()`, which knows more. */
const HOLD_MS = 1e3

/** How long it waits for an e-mail that is told later. */
const HOLD_MAX_MS = 3e3

/** A `track()` of the merchant's. */
export interface Call {
  readonly _content: Content
  /** Where the call gave one. */
  readonly _publishableKey: string | undefined
}

/** What is known of a success while it is held. */
interface Holding {
  readonly _clickId: string
  readonly _key: string
  readonly _madeAt: number
  /** What its owner has told. */
  _told: Content
  /** Whether it has been written. */
  _isKept?: boolean
  /** Whether its e-mail is yet to be told. */
  _isAwaited?: boolean
  /** Whether it was sent, or a call has taken its place. */
  _isOver?: boolean
  /** A call that waits for that e-mail, and who waits for its result. */
  _call?: Call & { readonly _resolve: (result: Promise<ConversionResult>) => void }
}

/** By their keys. */
const holdings: Record<string, Holding> = {}

/**
 * Writes a success's conversion at once and sends it a little later. Two reports of one success are one conversion, with what
 * each knows.
 */
export const hold = (clickId: string, success: Success): void => {
  diagnose('held', { clickId, success })
  const { email, properties } = success
  const key = toSuccessKey(success)
  const holding = (holdings[key] ??= createHolding(clickId, key))
  const later = typeof email === 'object' ? email : undefined
  learn(holding, normalize({ email: later ? undefined : email, properties }), !!later)
  void later?.then((told) => learn(holding, normalize({ email: told }), false))
}

const createHolding = (clickId: string, key: string): Holding => {
  const holding: Holding = {
    _clickId: clickId,
    _key: key,
    _madeAt: Date.now(),
    _told: { email: undefined, properties: {} },
  }
  setTimeout(() => {
    holding._isOver = true
    delete holdings[key]
  }, HOLD_MAX_MS)
  return holding
}

const learn = (holding: Holding, content: Content, hasMore: boolean): void => {
  if (holding._isOver) return
  holding._told = complete(holding._told, content)
  holding._isAwaited = hasMore && !holding._told.email
  const call = holding._call
  if (call && !holding._isAwaited) void sendWhole(holding._clickId, call, [holding])
  else keepHeld(holding)
}

/** One that is gone was sent, or has made way: it is not added again. */
const keepHeld = (holding: Holding): void =>
  deliver((entries) => {
    const { _clickId: clickId, _key: key, _madeAt: madeAt, _call: call } = holding
    const entry = {
      clickId,
      body: createBody(clickId, contentOf(holding)),
      madeAt,
      dueAt: endOf(holding),
      heldFor: key,
      publishableKey: call?._publishableKey,
    }
    const before = entries.find((other) => other.heldFor === key && other.clickId === clickId)
    if (before) Object.assign(before, entry)
    else if (!holding._isKept) addEntry(entries, entry)
    holding._isKept = true
  })

/**
 * Sends a call of the merchant's, which completes what is held for the same click: its fields win, what it lacks comes from
 * the success. An e-mail that is yet to be told is waited for.
 */
export const sendCall = (clickId: string, call: Call): Promise<ConversionResult> => {
  const held = Object.values(holdings).filter(
    (holding) => holding._clickId === clickId && !holding._isOver && Date.now() < endOf(holding),
  )
  const awaited = held.find((holding) => holding._isAwaited && !holding._call)
  if (!awaited || call._content.email) return sendWhole(clickId, call, held)
  return promiseResult('waiting', (resolve) => {
    awaited._call = { ...call, _resolve: resolve }
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

const endOf = ({ _madeAt, _told }: Holding): number => _madeAt + (_told.email ? HOLD_MS : HOLD_MAX_MS)

/** What its call and its owner have told. */
const contentOf = ({ _call, _told }: Holding): Content => (_call ? complete(_call._content, _told) : _told)
