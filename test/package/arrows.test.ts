import typescript from 'typescript'
import { describe, expect, test } from 'vitest'
import { type Arrow, arrows, files, treeOf } from '../support/arrows.ts'

const ENTRIES = ['index.ts', 'integrations.ts', 'script.ts', 'full.ts', 'server.ts', 'stub.ts']
/** Names of a page that a server has not. */
const DOM_NAMES = [
  'document',
  'window',
  'location',
  'history',
  'navigator',
  'localStorage',
  'sessionStorage',
  'addEventListener',
]

const from = (file: string) => arrows.filter((arrow) => arrow.from === file)
const wingOf = (file: string) => /^(click|conversion|integrations|sandbox)\//.exec(file)?.[1]
/** Where a room stands: each imports what stands beside or below it. */
const FLOORS = ['platform', 'stored', 'settings', 'click', 'page']
const floorOf = (file: string) => {
  const room = file.split('/')[0] ?? ''
  if (['conversion', 'integrations', 'server', 'sandbox'].includes(room)) return FLOORS.indexOf('click')
  if (isDoctor(file)) return FLOORS.length + 1
  // The one entry that looks at a page where another one is.
  if (isLive(file) || file === 'debug.ts') return FLOORS.length + 2
  return file.includes('/') ? (isDebug(file) ? FLOORS.length : FLOORS.indexOf(room)) : entryFloor(file)
}
/** Types, and what every part calls, stand below all rooms, entries above. */
const entryFloor = (file: string) => (['types.ts', 'diagnose.ts'].includes(file) ? -1 : FLOORS.length)
const isDebug = (file: string) => file.startsWith('debug/')
const isDoctor = (file: string) => file.startsWith('doctor/')
const isLive = (file: string) => file.startsWith('live/')
const isOurs = (file: string) => files.includes(file)
/** Those that are still there when the types are gone. */
const imports = arrows.filter(({ isType }) => !isType)
const show = ({ from, to }: Arrow) => `${from} -> ${to}`

/** All files that a file reaches, itself among them; by its types it needs nothing. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !isOurs(file)) return seen
  seen.add(file)
  for (const { from, to } of imports) if (from === file) reach(to, seen)
  return seen
}

describe('arrows', () => {
  test('are found: the reading of imports works', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(arrows.map(show)).toEqual(
      expect.arrayContaining(['page/wake.ts -> click/memory.ts', 'click/cookie.ts -> js-cookie']),
    )
  })

  test('lead to files that are there, or to packages', () => {
    const packages =
      /^(js-cookie|parse5|content-security-policy-parser|hono(\/[\w-]+)*|@hono\/node-server(\/[\w-]+)*|node:\w+)$/
    expect(arrows.filter(({ to }) => !isOurs(to) && !packages.test(to)).map(show)).toEqual([])
  })

  test('never lead upwards, from floor to floor', () => {
    const upwards = imports.filter(({ from, to }) => isOurs(to) && floorOf(from) < floorOf(to))
    expect(upwards.map(show)).toEqual([])
  })

  test('never lead from one wing to another, but for the types of what integrations report and hear', () => {
    const crossing = arrows.filter(
      ({ from, to }) => wingOf(from) && wingOf(to) && !isDebug(from) && wingOf(from) !== wingOf(to),
    )
    expect(new Set(crossing.map(({ to, isType }) => `${to} ${isType}`))).toEqual(
      new Set(['conversion/results.ts true', 'conversion/success.ts true']),
    )
  })

  test('meet from several wings in page/ alone, servers apart', () => {
    const several = files.filter((file) => {
      const wings = imports.flatMap(({ from, to }) => (from === file ? (wingOf(to) ?? []) : []))
      return !wingOf(file) && new Set(wings).size > 1
    })
    const others = several.filter(
      (file) => !file.startsWith('server') && !isDebug(file) && !isDoctor(file) && !isLive(file),
    )
    expect(others).toContain('page/affiliate.ts')
    expect(others.filter((file) => !file.startsWith('page/'))).toEqual([])
  })

  test('lead from an integration to its port, and to nothing of the page', () => {
    const ofPage = arrows.filter(({ from, to }) => from.startsWith('integrations/') && to.startsWith('page/'))
    expect(ofPage.map(show)).toEqual([])
    expect(arrows.map(show)).toContain('page/port.ts -> integrations/port.ts')
  })

  test('lead to no entry', () => {
    expect(arrows.filter(({ to }) => ENTRIES.includes(to)).map(show)).toEqual([])
  })

  test('form no circle', () => {
    const circles = files.filter((file) => imports.some(({ from, to }) => from === file && reach(to).has(file)))
    expect(circles).toEqual([])
  })

  test('lead from types.ts nowhere', () => {
    expect(from('types.ts').map(show)).toEqual([])
  })

  test('lead from js-cookie’s user alone to js-cookie', () => {
    expect(arrows.filter(({ to }) => to === 'js-cookie').map(show)).toEqual(['click/cookie.ts -> js-cookie'])
  })

  test('lead from diagnose.ts, which every part calls, to types alone', () => {
    expect(from('diagnose.ts').filter(({ isType }) => !isType)).toEqual([])
    expect(arrows.filter(({ to }) => to === 'diagnose.ts').length).toBeGreaterThan(10)
  })

  test('lead from nothing of ours into debug/, which the build puts in the place of diagnose.ts', () => {
    const entering = arrows.filter(
      ({ from, to }) => ![isDebug, isDoctor, isLive].some((isOf) => isOf(from)) && isDebug(to),
    )
    expect(entering.map(show)).toEqual([])
  })

  test('lead from debug/ to types, and to files that tell it nothing, so that it never guesses', () => {
    const leaving = imports.filter(({ from, to }) => isDebug(from) && !isDebug(to))
    expect(leaving.filter(({ to }) => reach(to).has('diagnose.ts')).map(show)).toEqual([])
    expect(leaving.map(({ to }) => to)).toContain('settings/table.ts')
  })

  test('lead from the doctor to files that touch no page and say nothing by themselves', () => {
    const leaving = imports.filter(({ from, to }) => isDoctor(from) && isOurs(to) && !isDoctor(to))
    const impure = ['diagnose.ts', 'debug/voice.ts', 'debug/known.ts', 'platform/named.ts']
    expect(leaving.filter(({ to }) => impure.some((file) => reach(to).has(file))).map(show)).toEqual([])
    expect(leaving.map(({ to }) => to)).toContain('debug/words.ts')
  })

  test('lead to the doctor from the look at a live page alone, to what needs no Node and no package', () => {
    const entering = arrows.filter(({ from, to }) => !isDoctor(from) && isDoctor(to))
    expect(entering.filter(({ from }) => !isLive(from)).map(show)).toEqual([])
    expect(entering.map(({ to }) => to)).toContain('doctor/tag.ts')
    const reached = entering.flatMap(({ to }) => [...reach(to)])
    expect(arrows.filter(({ from, to }) => reached.includes(from) && !isOurs(to)).map(show)).toEqual([])
  })

  test('lead to the look at a live page from the development build alone', () => {
    const entering = arrows.filter(({ from, to }) => !isLive(from) && isLive(to))
    expect(new Set(entering.map(({ from }) => from))).toEqual(new Set(['debug.ts']))
  })

  test('lead from the look at a live page to files that start, send and write nothing', () => {
    const leaving = imports.filter(({ from, to }) => isLive(from) && isOurs(to) && !isLive(to))
    const reached = new Set(leaving.flatMap(({ to }) => [...reach(to)]))
    const acting = ['diagnose.ts', 'platform/attempt.ts', 'click/cookie.ts', 'stored/store.ts', 'page/affiliate.ts']
    expect(acting.filter((file) => reached.has(file))).toEqual([])
  })

  test('lead from the sandbox to nothing of ours but types', () => {
    const leaving = arrows.filter(
      ({ from, to }) => wingOf(from) === 'sandbox' && isOurs(to) && wingOf(to) !== 'sandbox',
    )
    expect(leaving.filter(({ to, isType }) => to !== 'types.ts' || !isType).map(show)).toEqual([])
  })

  test('lead from nothing of ours to the sandbox', () => {
    expect(arrows.filter(({ from, to }) => wingOf(from) !== 'sandbox' && wingOf(to) === 'sandbox').map(show)).toEqual(
      [],
    )
  })
})

describe('the server entry', () => {
  const reached = [...reach('server.ts')]

  test('is there', () => {
    expect(reached).toContain('server.ts')
  })

  test('reaches files that need neither a page nor js-cookie', () => {
    const impure = reached.filter((file) => {
      const names = new Set<string>()
      const visit = (node: typescript.Node): void => {
        const { parent } = node
        const isMember = parent && typescript.isPropertyAccessExpression(parent) && parent.name === node
        if (typescript.isIdentifier(node) && !isMember) names.add(node.text)
        typescript.forEachChild(node, visit)
      }
      visit(treeOf(file))
      return DOM_NAMES.some((name) => names.has(name)) || from(file).some(({ to }) => !isOurs(to))
    })
    expect(impure).toEqual([])
  })
})
