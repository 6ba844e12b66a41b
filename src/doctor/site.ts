/** Second levels that are as public as a country's own, such as `co.uk`; the public suffix list is larger than the doctor. */
const PUBLIC_SECOND = /^(com?|net|org|gov|edu|ac|ne|or|go)$/

/** Asks whether two hosts are of one registrable domain, as far as one can tell without the public suffix list. */
export const isSameSite = (one: string, other: string): boolean => domainOf(one) === domainOf(other)

const domainOf = (host: string): string => {
  const labels = host.toLowerCase().split('.')
  const isAddress = /^[\d.]+$|:/.test(host)
  const [second = '', first = ''] = labels.slice(-2)
  const length = PUBLIC_SECOND.test(second) && first.length === 2 ? 3 : 2
  return isAddress ? host : labels.slice(-length).join('.')
}
