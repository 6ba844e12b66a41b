import { toFields } from '../../platform/fields'
import { readSetting } from '../../settings/resolve'
import { FORM_AREAS, type FormArea, readForms, writeForms } from '../../stored/forms'
import type { Told } from './fields'
import { SUBMIT } from './mark'

/** A form that the browser has submitted, until a page of the site tells what became of it. */
export interface Pending extends Told {
  /** What tells the form from others. */
  readonly names: readonly string[]
  /** `submit`, or the path whose reaching is the proof. */
  readonly mark: string
  /** In ms since the epoch. */
  readonly madeAt: number
  /** The click that it belongs to. */
  readonly clickId: string
  /** Whether it is of a frame: a page around one tells nothing of it. */
  readonly isFramed: boolean
  /** Whether the page after it had it no more. */
  readonly isAccepted?: boolean
}

/** How long a page may be in coming. */
const WAIT_MS = 1800e3

/** Most that wait in one area. */
const PENDING_MAX = 5

/** Keeps a submission, in the place of an earlier one of the same form, or with the same path. With `outbox="memory"` nothing personal is written. */
export const keepPending = (pending: Pending): void => {
  const outbox = readSetting('outbox')
  // Of a path any tab of the visitor's may be the proof; of a submission the next page of the same tab.
  const area = pending.mark !== SUBMIT && outbox === 'local' ? 'localStorage' : 'sessionStorage'
  const { email, properties, ...rest } = pending
  const others = readArea(area).filter((other) => !isReplaced(other, pending))
  writeForms(area, [...others.slice(1 - PENDING_MAX), outbox === 'memory' ? rest : { email, properties, ...rest }])
}

/**
 * Takes out what is over, and what is too old.
 *
 * @param isOver - Asks of each that waits.
 * @returns Those that are over, oldest first.
 */
export const takePending = (isOver: (pending: Pending) => boolean): Pending[] =>
  FORM_AREAS.flatMap((area) => {
    const all = readArea(area)
    const waiting = all.filter((pending) => isFresh(pending) && !isOver(pending))
    if (waiting.length < all.length) writeForms(area, waiting)
    return all.filter((pending) => isFresh(pending) && !waiting.includes(pending))
  })

/** Notes of those that the site has accepted that it has. */
export const acceptPending = (isAccepted: (pending: Pending) => boolean): void => {
  for (const area of FORM_AREAS) {
    const all = readArea(area)
    const noted = all.map((pending) => (isAccepted(pending) ? { ...pending, isAccepted: true } : pending))
    if (all.some((pending) => isAccepted(pending) && !pending.isAccepted)) writeForms(area, noted)
  }
}

/** Asks whether anything waits. */
export const isWaiting = (): boolean => FORM_AREAS.some((area) => readArea(area).length > 0)

/** Asks whether two forms are one: a site may give it another id each time, or answer under another address. */
export const isSameForm = (names: readonly string[], others: readonly string[]): boolean =>
  names.some((name) => others.includes(name))

const isReplaced = (earlier: Pending, { names, mark }: Pending): boolean =>
  isSameForm(earlier.names, names) || (mark !== SUBMIT && earlier.mark === mark)

const isFresh = ({ madeAt }: Pending): boolean => Math.abs(Date.now() - madeAt) < WAIT_MS

const readArea = (area: FormArea): Pending[] => {
  const stored = readForms(area)
  return Array.isArray(stored) ? stored.filter(isPending) : []
}

const isPending = (stored: unknown): stored is Pending => {
  const { names, mark, madeAt, clickId } = toFields(stored)
  return [mark, clickId].every((text) => typeof text === 'string') && Array.isArray(names) && typeof madeAt === 'number'
}
