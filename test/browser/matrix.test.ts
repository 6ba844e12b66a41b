import { afterAll, beforeAll, describe, expect, it, type TaskMeta } from 'vitest'
import { launchEngine, type Engine, type Visitor } from '../support/engine.ts'
import type { Cell } from './matrix/cell.ts'
import { cells } from './matrix/cells.ts'
import { startStreet, type Street } from './matrix/merchant.ts'
import { createPlaces, type Places } from './matrix/places.ts'
import { tally, type Tally } from './matrix/tally.ts'
import { startVisit, type Visit } from './matrix/visit.ts'

declare module 'vitest' {
  /** What `npm run matrix` makes its table of. */
  interface TaskMeta {
    cell?: { readonly row: number; readonly name: string; readonly how: string; readonly note: string | undefined }
    figures?: {
      readonly version: string
      readonly conversions: number
      readonly recorded: number
      readonly posts: number
    }
  }
}

const CONVERSIONS = Number(process.env.MATRIX_CONVERSIONS ?? 1)
/** Cells share the places, so one may wait for others. */
const CELL_MS = 120_000 + CONVERSIONS * 120_000
const VISITS_AT_ONCE = 6

const together = createPlaces(VISITS_AT_ONCE)
let shared: Quarter
let street: Street

/** A browser, with the visitor that conversions share in it, if they do. */
interface Quarter {
  readonly engine: Engine
  readonly regular: Visitor | undefined
}

async function openQuarter(isOwn = false): Promise<Quarter> {
  const engine = await launchEngine({ isOwn })
  // A visitor of WebKit's is a browser of its own, which takes seconds; there a merchant of one's own must do.
  return { engine, regular: engine.name === 'webkit' ? await engine.visitor() : undefined }
}

beforeAll(async () => {
  ;[shared, street] = await Promise.all([openQuarter(), startStreet()])
})

afterAll(() => Promise.all([shared?.engine.close(), street?.close()]))

describe('the fault matrix', () => {
  for (const cell of cells.filter(({ isAlone }) => !isAlone)) {
    it.concurrent(titleOf(cell), { timeout: CELL_MS }, ({ task }) => fill(cell, task.meta, together))
  }

  for (const cell of cells.filter(({ isAlone }) => isAlone)) {
    it(titleOf(cell), { timeout: CELL_MS }, ({ task }) => fill(cell, task.meta, createPlaces(1)))
  }

  it('hears what a page complains of, even if it is gone at once', async () => {
    const visitor = shared.regular ?? (await shared.engine.visitor())
    const visit = await startVisit(0, street, visitor)
    const tab = await visit.land()
    await tab.evaluate((url) => {
      console.warn('mine')
      void Promise.reject(new Error('late'))
      setTimeout(() => (location.href = url))
    }, visit.merchant.elsewhere())
    await expect
      .poll(() => [...visit.merchant.complaints].sort())
      .toEqual(['console: warn: mine', 'rejections: Error: late'])
    await visit.close()
    if (visitor !== shared.regular) await visitor.close()
  })
})

function titleOf({ name }: Cell): string {
  return `records every conversion once: ${name}`
}

async function fill(cell: Cell, meta: TaskMeta, places: Places): Promise<void> {
  const quarter = CONVERSIONS > 1 ? await openQuarter(true) : shared
  const { engine, regular } = quarter
  meta.cell = { row: cells.indexOf(cell), name: cell.name, how: cell.how, note: cell.notes?.[engine.name] }
  const visitor = cell.options ? await engine.visitor(cell.options) : regular
  const tallies = await Promise.all(
    Array.from({ length: CONVERSIONS }, (_, index) =>
      places.take(() => convertOnce(cell, index, engine, visitor).catch(toTally)),
    ),
  )
  if (visitor !== regular) await visitor?.close()
  if (quarter !== shared) await engine.close()
  meta.figures = {
    version: engine.version,
    conversions: CONVERSIONS,
    recorded: tallies.filter(({ isRecorded }) => isRecorded).length,
    posts: Math.max(...tallies.map(({ posts }) => posts)),
  }
  expect(tallies.flatMap(({ problems }, index) => problems.map((problem) => `${index}: ${problem}`))).toEqual([])
}

async function convertOnce(cell: Cell, index: number, engine: Engine, common: Visitor | undefined): Promise<Tally> {
  const visitor = common ?? (await engine.visitor())
  const visit = await startVisit(index, street, visitor)
  try {
    const trouble = await play(cell, visit)
    const own = tally(visit)
    return { ...own, problems: [...trouble, ...own.problems] }
  } finally {
    await visit.close()
    if (!common) await visitor.close()
  }
}

/** A driver that fails must not hide what becomes of the other conversions. */
function toTally(error: unknown): Tally {
  return { isRecorded: false, posts: 0, problems: [String(error)] }
}

/** Gives what went wrong; the rest is counted all the same. */
async function play(cell: Cell, visit: Visit): Promise<string[]> {
  try {
    await cell.play(visit)
    await visit.until(cell.ends)
    if (!cell.isPageGone) await visit.settle()
    await returnLater(visit)
    return cell.ends.test(visit.log().join(' ')) ? [] : [`the log has become "${visit.log().join(' ')}"`]
  } catch (error) {
    return [`${String(error)}; the log is "${visit.log().join(' ')}"`]
  }
}

/** Whatever happened, the next visit leaves no e-mail behind, and at most asks again. */
async function returnLater(visit: Visit): Promise<void> {
  visit.letAnHourPass()
  await visit.view(await visit.tab())
  await visit.settle()
}
