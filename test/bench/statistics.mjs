const RESAMPLES = 2000
const CONFIDENCE = 0.95

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** A statistic of samples that belong together by index, with its bootstrap interval. */
export function estimate(series, statistic) {
  const length = Math.min(...series.map((values) => values.length))
  const resampled = Array.from({ length: RESAMPLES }, () => {
    const picks = Array.from({ length }, () => Math.floor(Math.random() * length))
    return statistic(...series.map((values) => picks.map((pick) => values[pick])))
  }).sort((a, b) => a - b)
  const at = (share) => resampled[Math.min(RESAMPLES - 1, Math.floor(share * RESAMPLES))]
  const [low, high] = [at((1 - CONFIDENCE) / 2), at((1 + CONFIDENCE) / 2)]
  return { value: round(statistic(...series)), low: round(low), high: round(high) }
}

/** No clock here is finer. */
function round(value) {
  return Math.round(value * 1000) / 1000
}

export function ratioOfMedians(over, under) {
  return median(over) / median(under)
}

export function shuffle(values) {
  const shuffled = [...values]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(Math.random() * (last + 1))
    ;[shuffled[last], shuffled[pick]] = [shuffled[pick], shuffled[last]]
  }
  return shuffled
}
