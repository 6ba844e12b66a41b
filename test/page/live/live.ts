import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Diagnosis } from '../../../src/types'
import { KEY } from '../../support/unit/backend'
import { define } from '../../support/unit/browser'
import { arrive, type Edition, loadScript, visit, type VisitOptions } from '../../support/unit/page'
import { elapse } from '../../support/unit/time'

export const FORM = '11111111-aaaa-4aaa-8aaa-000000000001'
export const NEWSLETTER = '11111111-aaaa-4aaa-8aaa-000000000002'

/** A form of HubSpot's, as its script has put it there. */
export const hubspotForm = (id = FORM) => `<form class="hs-form" data-form-id="${id}"><input type="email"></form>`

interface HappyWindow {
  readonly happyDOM: { readonly settings: { handleDisabledFileLoadingAsSuccess: boolean } }
}

/** Has each test begin and end with an empty page, of which tags and frames load nothing, without a word. */
export function usePage(): void {
  beforeEach(() => {
    ;(window as unknown as HappyWindow).happyDOM.settings.handleDisabledFileLoadingAsSuccess = true
    clear()
  })
  afterEach(clear)
}

export function clear(): void {
  document.head.innerHTML = ''
  document.body.innerHTML = ''
}

interface LivePage extends Omit<VisitOptions, 'tag' | 'options'> {
  readonly url: string
  /** Of the tag. Default: the demo's key. */
  readonly tag?: Readonly<Record<string, string>>
  /** What else the head and the body have. */
  readonly head?: string
  readonly body?: string
  /** Whether the tag's script runs. Default: it does. */
  readonly isBlocked?: boolean
  /** Whether the tag has no key of its own. */
  readonly keyless?: boolean
}

const SOURCES: Readonly<Record<Edition, string>> = {
  core: 'https://app.introw.io/affiliate.js',
  full: 'https://app.introw.io/affiliate.full.js',
}

/** Opens a page where production runs, from its tag, and has come to rest. */
export async function open({ url, tag, head = '', body = '', edition = 'core', ...options }: LivePage): Promise<void> {
  await arrive(url, options)
  const script = createTag({ src: SOURCES[edition], ...(!options.keyless && { 'data-publishable-key': KEY }), ...tag })
  document.head.innerHTML = head
  document.body.innerHTML = body
  document.head.append(script)
  if (!options.isBlocked) await loadScript(script, edition)
  await elapse(4_000)
}

/** Opens a page whose bundle has npm's edition. */
export async function run(url: string, { body }: { readonly body: string }): Promise<void> {
  await visit(url, { options: { publishableKey: KEY } })
  document.body.innerHTML = body
  await elapse(4_000)
}

/** A tag as a page has it; happy-dom loads no file. */
export function createTag(attributes: Readonly<Record<string, string>>): HTMLScriptElement {
  const script = document.createElement('script')
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
  return script
}

/** What was said on the console, and what the last of it has behind it. */
export interface Looked {
  readonly verdict: string
  readonly codes: readonly string[]
  readonly lines: readonly string[]
  readonly diagnosis: Diagnosis | undefined
}

/** How the development build comes to a page: by the line, as the file's text, or by a tag that somebody has written there. */
type How = keyof typeof OWN

const FILE = 'https://app.introw.io/affiliate.debug.js'

const OWN = {
  line: { src: `${FILE}?look` },
  text: undefined,
  tag: { src: FILE, 'data-publishable-key': KEY },
}

/** Evaluates the development build, which looks. */
export async function paste(how: How = 'line'): Promise<Looked> {
  const said: unknown[][] = []
  const levels = hush((...args) => void said.push(args))
  const own = OWN[how] && createTag(OWN[how])
  // What is written in the page was there before.
  if (own && how === 'line') document.head.append(own)
  await evaluate(own)
  for (const level of levels) level.mockRestore()
  const diagnosis = said.at(-1)?.[1] as Diagnosis | undefined
  return {
    verdict: String(said.at(-1)?.[0]).replace('[affiliate.js] ', ''),
    codes: diagnosis?.messages.map(({ code }) => code) ?? [],
    lines: said.map(([line]) => String(line)),
    diagnosis,
  }
}

/** Evaluates it in production's place: by its tag, or as a module, which has no element. */
export async function start(how: 'tag' | 'module' = 'tag'): Promise<void> {
  hush(() => {})
  if (how === 'tag' || !isBuilt) await evaluate(how === 'tag' ? createTag(OWN.tag) : undefined, 'file')
  else await import(/* @vite-ignore */ `${BUNDLE}?${(nth += 1)}`)
  await elapse(4_000)
}

let nth = 0

const hush = (hear: (...args: unknown[]) => void) =>
  (['info', 'warn'] as const).map((level) => vi.spyOn(console, level).mockImplementation(hear))

const isBuilt = process.env.BUILD === 'dist'
const BUNDLE = `${import.meta.dirname}/../../../dist/affiliate.debug.js`

async function evaluate(own: HTMLScriptElement | undefined, as: 'file' | 'text' = 'text'): Promise<void> {
  const run = isBuilt ? readBuilt() : await readSource()
  const { stackTraceLimit } = Error
  define(document, 'currentScript', { get: () => own ?? null })
  // Text has no address in a stack.
  if (!own && as === 'text') Error.stackTraceLimit = 0
  await run()
  Error.stackTraceLimit = stackTraceLimit
  define(document, 'currentScript', { get: () => null })
}

function readBuilt(): () => Promise<void> {
  const bundle = readFileSync(BUNDLE, 'utf8')
  return async () => void (0, eval)(bundle)
}

async function readSource(): Promise<() => Promise<unknown>> {
  vi.resetModules()
  vi.doMock('../../../src/diagnose', () => import('../../../src/debug/diagnose'))
  // What it imports is there, so that the entry alone is evaluated.
  await import('../../../src/live/asked')
  await import('../../../src/live/look')
  await import('../../../src/page/tag')
  await import('../../../src/integrations/named')
  return () => import('../../../src/debug').finally(() => vi.doUnmock('../../../src/diagnose'))
}
