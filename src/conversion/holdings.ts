import type { ConversionResult } from '../types'
import { complete, type Content } from './content'
import { createResult } from './result'
import { type Success, toSuccessKey } from './success'

/** How long a success waits for the merchant's own `track()`, which knows more. */
const HOLD_MS = 1e3

/** How long it waits if it has no e-mail yet, which may be told later. */
const HOLD_MAX_MS = 3e3

/** A `track()` of the merchant's. */
export interface Call {
  readonly _content: Content
  /** Where the call gave one. */
  readonly _publishableKey: string | undefined
}

/** A call that waits for an e-mail that is yet to be told. */
interface WaitingCall extends Call {
  /** Sends it, with what is held. */
  readonly _send: () => void
  /** Tells who waits for its result. */
  readonly _resolve: (result: ConversionResult | Promise<ConversionResult>) => void
}

/** What is known of a success while it is held. */
export interface Holding {
  readonly _clickId: string
  readonly _key: string
  readonly _source: string
  readonly _madeAt: number
  /** What its owner has told. */
  _told: Content
  /** Whether it has been written. */
  _isKept?: boolean
  /** Whether its e-mail is yet to be told. */
  _isAwaited?: boolean
  /** Whether it was sent, a call has taken its place, or the visitor has said no. */
  _isOver?: boolean
  _call?: WaitingCall
}

/** By their keys. */
let holdings: Record<string, Holding> = {}

/** Finds what is held of a success, or begins to hold it. */
export const holdingOf = (clickId: string, success: Success): Holding => {
  const key = toSuccessKey(success)
  return (holdings[key] ??= createHolding(clickId, key, success.source))
}

const createHolding = (clickId: string, key: string, source: string): Holding => {
  const holding: Holding = {
    _clickId: clickId,
    _key: key,
    _source: source,
    _madeAt: Date.now(),
    _told: { email: undefined, properties: {} },
  }
  setTimeout(() => {
    holding._isOver = true
    if (holdings[key] === holding) delete holdings[key]
  }, HOLD_MAX_MS)
  return holding
}

/** Gives what is held for a click. */
export const listHeld = (clickId: string): Holding[] =>
  Object.values(holdings).filter(
    (holding) => holding._clickId === clickId && !holding._isOver && Date.now() < endOf(holding),
  )

/** Ends all of it: the visitor has said no. */
export const endHoldings = (): void => {
  for (const holding of Object.values(holdings)) {
    holding._isOver = true
    holding._call?._resolve(createResult('ignored', { reason: 'no-consent' }))
  }
  holdings = {}
}

/** When it is sent, in ms since the epoch. */
export const endOf = ({ _madeAt, _told }: Holding): number => _madeAt + (hasEmail(_told) ? HOLD_MS : HOLD_MAX_MS)

/** Asks whether an e-mail was told; one that the API would refuse is a property. */
export const hasEmail = ({ email, properties }: Content): boolean => !!(email ?? properties.email)

/** What its call and its owner have told. */
export const contentOf = ({ _call, _told }: Holding): Content => (_call ? complete(_call._content, _told) : _told)
