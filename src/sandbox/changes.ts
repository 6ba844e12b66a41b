export const CHANGE_TYPES = [
  'click',
  'conversion',
  'submission',
  'request',
  'preflight',
  'campaign',
  'link',
  'clock',
  'faults',
  'reset',
] as const

/** Something that happened in the sandbox, as `GET /sandbox/events` tells it. */
export interface Change {
  readonly type: (typeof CHANGE_TYPES)[number]
  readonly data: unknown
}

export interface Changes {
  emit(type: Change['type'], data: unknown): void
  /** Listens, and returns its own remover. */
  on(listener: (change: Change) => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>()
  return {
    emit(type, data) {
      for (const listener of listeners) listener({ type, data })
    },
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
