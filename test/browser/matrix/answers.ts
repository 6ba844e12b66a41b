import type { Cell } from './cell.ts'
import { LEASE_PART_MS, type Visit } from './visit.ts'

/** Of the product. */
const LEASE_MS = 20_000

const DELAYS_MS = [0, 100, 400, 1_500]

const SITES: readonly (readonly [site: string, addressOf: (visit: Visit) => string])[] = [
  ['same site', ({ merchant }) => merchant.page()],
  ['other site', ({ merchant }) => merchant.elsewhere()],
]

/** The page is left while the answer is on its way, or is being read: nobody sends again within the lease. */
const left: readonly Cell[] = DELAYS_MS.flatMap((delayMs) =>
  SITES.map(([site, addressOf]): Cell => ({
    name: `answer after ${delayMs} ms, page left, ${site}`,
    how: `\`location.href\` is set in the same task as \`track()\`; the next page of the merchant's is looked at within the lease, and an hour later`,
    ends: /^(recorded|delay)( duplicate| delay){0,2}$/,
    isPageGone: true,
    async play(visit) {
      if (delayMs > 0) visit.fail({ kind: 'delay', delayMs })
      await leave(visit, addressOf(visit))
    },
  })),
)

/** Timers and answers come late there, and so does the end of the page. */
const busy: Cell = {
  name: 'the page is busy, left, other site',
  how: "scripts of the page's own take its thread for 150 of each 200 ms; the answer comes after 400 ms, the page is left in the same task",
  ends: /^(recorded|delay)( duplicate| delay){0,2}$/,
  isPageGone: true,
  async play(visit) {
    visit.tag.isBusy = true
    visit.fail({ kind: 'delay', delayMs: 400 })
    await leave(visit, visit.merchant.elsewhere())
  },
}

/** Converts and leaves; what the merchant's next page finds is on its way still, and not sent again. */
async function leave(visit: Visit, address: string): Promise<void> {
  const tab = await visit.land()
  const startedAt = Date.now()
  await visit.convertAndLeave(tab, address)
  await visit.until(/./)
  await visit.viewWithinLease()
  // On a machine that took so long by itself the lease was over.
  const isWithin = Date.now() - startedAt < LEASE_MS - LEASE_PART_MS
  if (isWithin && visit.log().length > 1) throw new Error('sent again within the lease')
}

export const answers: readonly Cell[] = [...left, busy]
