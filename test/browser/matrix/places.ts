export interface Places {
  /** Does the work as soon as a place is free. */
  take<R>(work: () => Promise<R>): Promise<R>
}

/** A room with so many places, first come, first served. */
export function createPlaces(count: number): Places {
  const waiting: (() => void)[] = []
  let free = count
  return {
    async take(work) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}
