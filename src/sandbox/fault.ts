import type { Changes } from './changes'
import { isRecord } from './json'
import { cutText } from './text'

/** What goes wrong. */
export type FaultKind =
  /** Answers with a status, unprocessed. The body is a `PublicApiError` by default; CORS headers are there unless off. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: string
      readonly contentType?: string
      readonly retryAfterSeconds?: number
      readonly cors?: boolean
    }
  /** Processes the request at once, and answers late. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Drops the connection, unprocessed. */
  | { readonly kind: 'drop' }
  /** Processes and records, then drops the connection. */
  | { readonly kind: 'lost-answer' }
  /** Answers 200 with half a body, unprocessed. */
  | { readonly kind: 'garbage' }
  /** Never answers, unprocessed. */
  | { readonly kind: 'silence' }

/** A fault on demand: for the preflight or the POST of a conversion, for the next n of them or until lifted. */
export type Fault = { readonly on: 'preflight' | 'post'; readonly times: number | 'until-lifted' } & FaultKind

export interface Faults {
  /**
   * Adds a fault behind those that wait; each request meets one at most. Throws a TypeError if it
   * makes no sense, or if a hundred wait.
   */
  add(fault: Fault): void
  /** Lifts all. */
  clear(): void
  /** Those that are left, with the times that are left. */
  list(): readonly Fault[]
  /** The fault that the next request of its kind meets. */
  take(on: Fault['on']): Fault | undefined
}

const HOUR_MS = 3_600_000
const MOST_FAULTS = 100
const MOST_CHARACTERS = 1_048_576
const MOST_HEADER_CHARACTERS = 1_000

const FIELDS: Readonly<Record<FaultKind['kind'], readonly string[]>> = {
  status: ['status', 'body', 'contentType', 'retryAfterSeconds', 'cors'],
  delay: ['delayMs'],
  drop: [],
  'lost-answer': [],
  garbage: [],
  silence: [],
}

export function createFaults(changes: Changes): Faults {
  let waiting: readonly Fault[] = []

  function replace(next: readonly Fault[]): void {
    waiting = next
    changes.emit('faults', waiting)
  }

  return {
    add: (fault) => {
      checkFault(fault)
      checkRoom([...waiting, fault])
      replace([...waiting, fault])
    },
    clear: () => replace([]),
    list: () => waiting,
    take: (on) => {
      const fault = waiting.find((candidate) => candidate.on === on)
      if (fault && fault.times !== 'until-lifted') {
        const left = { ...fault, times: fault.times - 1 }
        replace(waiting.flatMap((other) => (other !== fault ? [other] : left.times > 0 ? [left] : [])))
      }
      return fault
    },
  }
}

/** Throws a TypeError that says what is wrong with a fault. */
export function checkFault(fault: unknown): asserts fault is Fault {
  if (!isRecord(fault)) throw new TypeError('A fault must be an object.')
  const { on, times, kind } = fault
  if (on !== 'preflight' && on !== 'post') throw new TypeError("A fault's on must be preflight or post.")
  if (times !== 'until-lifted' && !isWhole(times, 1, Number.MAX_SAFE_INTEGER)) {
    throw new TypeError("A fault's times must be a whole number from 1, or until-lifted.")
  }
  const fields = typeof kind === 'string' ? new Map(Object.entries(FIELDS)).get(kind) : undefined
  if (!fields) throw new TypeError("A fault's kind must be status, delay, drop, lost-answer, garbage or silence.")
  const unknown = Object.keys(fault).find((field) => !['on', 'times', 'kind', ...fields].includes(field))
  if (unknown !== undefined) throw new TypeError(`This fault has no field "${cutText(unknown, 100)}".`)
  if (kind === 'status') checkStatus(fault)
  if (kind === 'delay') expect(isWhole(fault.delayMs, 0, HOUR_MS), 'delayMs', `whole, from 0 to ${HOUR_MS}`)
}

function checkRoom(faults: readonly Fault[]): void {
  if (faults.length > MOST_FAULTS) throw new TypeError(`${MOST_FAULTS} faults wait already. Lift them first.`)
  const characters = faults.reduce((sum, fault) => sum + (fault.kind === 'status' ? (fault.body ?? '').length : 0), 0)
  if (characters > MOST_CHARACTERS) {
    throw new TypeError(`The bodies of all faults that wait may have ${MOST_CHARACTERS} characters.`)
  }
}

function checkStatus(fault: Readonly<Record<string, unknown>>): void {
  const { status, body, contentType, retryAfterSeconds: wait, cors } = fault
  expect(isWhole(status, 200, 599), 'status', 'from 200 to 599')
  expect(body === undefined || typeof body === 'string', 'body', 'text')
  expect(
    contentType === undefined || isHeaderText(contentType),
    'contentType',
    `text of at most ${MOST_HEADER_CHARACTERS} characters of printable ASCII`,
  )
  expect(wait === undefined || isWhole(wait, 0, Number.MAX_SAFE_INTEGER), 'retryAfterSeconds', 'whole, from 0')
  expect(cors === undefined || typeof cors === 'boolean', 'cors', 'true or false')
}

function expect(holds: boolean, field: string, expected: string): void {
  if (!holds) throw new TypeError(`A fault's ${field} must be ${expected}.`)
}

function isHeaderText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= MOST_HEADER_CHARACTERS && /^[\x20-\x7e]+$/.test(value)
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}
