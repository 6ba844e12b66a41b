/** How much a list may hold, before it forgets its oldest items. */
export interface Limits {
  readonly items: number
  readonly bytes: number
}

/** A list by key, in the order of time, that never outgrows its limits. The newest item is always in it. */
export interface History<T> {
  add(key: string, item: T): void
  get(key: string): T | undefined
  list(): readonly T[]
  /** How many items were forgotten since it was cleared. */
  dropped(): number
  clear(): void
}

/**
 * @param limits - What it may hold.
 * @param sizeOf - About how many bytes an item takes.
 * @param onDrop - Hears the key of an item that is forgotten.
 */
// eslint-disable-next-line max-lines-per-function -- one object, whose methods are a line or two each
export function createHistory<T>(
  limits: Limits,
  sizeOf: (item: T) => number,
  onDrop: (key: string) => void = () => undefined,
): History<T> {
  const entries = new Map<string, { readonly item: T; readonly bytes: number }>()
  let bytes = 0
  let dropped = 0

  function remove(key: string): void {
    bytes -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }

  function shrink(newest: string): void {
    for (const key of entries.keys()) {
      if (key === newest || (entries.size <= limits.items && bytes <= limits.bytes)) return
      remove(key)
      dropped += 1
      onDrop(key)
    }
  }

  return {
    add(key, item) {
      remove(key)
      const size = sizeOf(item)
      entries.set(key, { item, bytes: size })
      bytes += size
      shrink(key)
    },
    get: (key) => entries.get(key)?.item,
    list: () => [...entries.values()].map(({ item }) => item),
    dropped: () => dropped,
    clear() {
      entries.clear()
      bytes = 0
      dropped = 0
    },
  }
}
