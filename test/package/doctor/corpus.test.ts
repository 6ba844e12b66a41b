// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runCommand } from '../../../src/doctor/command'
import { startWorld, type World } from '../../support/world.ts'
import { GOOD } from './good.ts'
import { APIS } from './mistakes/api.ts'
import { FILES, NEIGHBOURS } from './mistakes/page.ts'
import { POLICIES } from './mistakes/policy.ts'
import { TAGS } from './mistakes/tag.ts'
import { COOKIES, PAGES, REDIRECTS } from './mistakes/way.ts'
import { HOME, type Site } from './site.ts'

const MISTAKES = { ...REDIRECTS, ...PAGES, ...COOKIES, ...TAGS, ...FILES, ...POLICIES, ...NEIGHBOURS, ...APIS }

let world: World

beforeAll(async () => {
  world = await startWorld()
})

beforeEach(() => world.reset())

afterAll(() => world?.close())

interface Reported {
  readonly verdict: string
  readonly visits: readonly {
    readonly findings: readonly { code: string; level: string; text: string; remedy: string }[]
  }[]
}

/** Runs the command as a person does, with the little internet in place of the large one. */
async function examine({ build, args = [HOME] }: Site) {
  build(world)
  const said = { out: '', err: '', exitCode: undefined as unknown }
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    set exitCode(code: unknown) {
      said.exitCode = code
    },
  }
  await runCommand([...args, '--json'], io as never, world.network({ bodyMaxBytes: 1024 * 1024 }))
  const { visits, verdict } = JSON.parse(said.out) as Reported
  return { findings: visits.flatMap(({ findings }) => findings), verdict, ...said }
}

describe('a site with a mistake', () => {
  test('there are at least 40', () => expect(Object.keys(MISTAKES).length).toBeGreaterThanOrEqual(40))

  test.each(Object.entries(MISTAKES))('is told of it: %s', async (_, site) => {
    const { findings, exitCode, verdict } = await examine(site)
    expect(findings.map(({ code }) => code).sort()).toEqual([...site.codes].sort())
    for (const { text, remedy } of findings) expect([text, remedy]).not.toContain('')
    const levels = findings.map(({ level }) => level)
    const isLost = levels.includes('error')
    expect(exitCode).toBe(isLost ? 1 : levels.includes('unknown') ? 2 : 0)
    expect(verdict).toBe(isLost ? 'lost' : levels.includes('unknown') ? 'unseen' : 'fine')
  })
})

describe('a site without one', () => {
  test('there are at least 10', () => expect(Object.keys(GOOD).length).toBeGreaterThanOrEqual(10))

  test.each(Object.entries(GOOD))('is told of nothing: %s', async (_, site) => {
    const { findings, exitCode } = await examine(site)
    expect(findings).toEqual([])
    expect(exitCode).toBe(0)
  })
})
