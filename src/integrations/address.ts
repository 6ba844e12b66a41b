/** The address's part before the fragment, and the fragment. */
const PARTS = /^([^#]*)(#[^]*)?$/

/**
 * Adds a parameter to an address, every other byte untouched.
 *
 * @param mark - Where: in the query, or in the fragment.
 * @returns The same address where it has a parameter of that name: it is somebody else's.
 */
export const addParam = (address: string, mark: '?' | '#', name: string, value: string): string => {
  const text = address.trim()
  const [, head = '', fragment = ''] = PARTS.exec(text) ?? []
  const place = mark === '?' ? head : fragment
  const start = place.indexOf(mark)
  const params = start < 0 ? '' : place.slice(start + 1)
  if (new URLSearchParams(params).has(name)) return address
  const joint = start < 0 ? mark : params && !params.endsWith('&') ? '&' : ''
  const added = `${place}${joint}${encodeURIComponent(name)}=${encodeURIComponent(value)}`
  return mark === '?' ? added + fragment : head + added
}
