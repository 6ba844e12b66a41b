/** A day as people write it, `12 Nov`, with its year where that is another. */
export const toDay = (ms: number): string => {
  const day = new Date(ms)
  const isThisYear = day.getFullYear() === new Date().getFullYear()
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(!isThisYear && { year: 'numeric' }) })
}
