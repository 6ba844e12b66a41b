import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { Window } from 'happy-dom'
import { describe, expect, test } from 'vitest'
import { FULL_SETTINGS } from '../../src/settings/full'
import { type Block, readBlocks } from '../support/blocks.ts'
import { readManifest } from '../support/cdn.ts'
import { compile } from '../support/compile.ts'
import { install } from '../support/install.ts'
import { ROOT } from '../support/package.ts'
import { readStub } from '../support/stub.ts'

const readPackage = (folder: string) => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'))
const { name: NAME, version, scripts, bin } = readPackage('')
/** Some examples are packages of their own. */
const examples = readdirSync(join(ROOT, 'examples')).filter((name) =>
  existsSync(join(ROOT, 'examples', name, 'package.json')),
)
const exampleScripts = examples.flatMap((name) => Object.keys(readPackage(join('examples', name)).scripts ?? {}))
const STUB = readStub()
const CODE = ['js', 'jsx', 'ts', 'tsx']
/** What a test of its own reads, or what is no code. */
const TEXT = ['http', '']

const blocks = await readBlocks()
const of = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language))
const cases = (chosen: readonly Block[]) => chosen.map((block) => [block.name, block] as const)

describe('the blocks of the documents', () => {
  test('are found, in their languages', () => {
    for (const language of ['js', 'html', 'sh', 'http'])
      expect(
        of(language).map(({ file }) => file),
        language,
      ).toContain('README.md')
    const unknown = blocks.filter(({ language }) => ![...CODE, ...TEXT, 'html', 'sh'].includes(language))
    expect(unknown.map(({ name }) => name)).toEqual([])
  })

  test('without a language hold no command', () => {
    for (const { name, text } of of('')) expect(text, name).not.toMatch(/^(npm|npx|node) /m)
  })
})

describe('a block of code', () => {
  const code = of(...CODE)
  const problems = compile(code)
  test.each(code.map(({ name }, index) => [name, problems[index]]))('compiles in strict mode: %s', (_, found) => {
    expect(found).toEqual([])
  })

  test('would be refused with a name, a setting or an argument that is not there', () => {
    const bad = [
      "import { trak } from '@introw/affiliate'",
      "import { init } from '@introw/affiliate'\ninit({ publishablekey: 'pk' })",
      "introw.affiliate.track('ada@example.com')",
      'introw.affiliate.track({ email: address })',
    ]
    expect(compile(bad.map((text) => ({ language: 'js', text }))).map((found) => found.length)).toEqual([1, 1, 1, 1])
  })
})

describe('a block of HTML', () => {
  const html = of('html')
  const isTag = (text: string) => /<script[^>]+src=/.test(text)

  test.each(cases(html))('closes what it opens, and its scripts are JavaScript: %s', (_, { text }) => {
    expect(text.match(/<script/g)?.length).toBe(text.match(/<\/script>/g)?.length)
    for (const script of parse(text).querySelectorAll('script'))
      expect(() => new Script(script.textContent)).not.toThrow()
  })

  test.each(cases(html))('names settings and paths that exist: %s', (_, { text }) => {
    const paths = Object.values(readManifest().files).flatMap(({ pinned, moving, latest }) => [
      pinned.path,
      moving.path,
      latest?.path,
    ])
    for (const script of parse(text).querySelectorAll('script[src]')) {
      const { host, pathname, searchParams } = new URL(script.getAttribute('src') ?? '', 'https://app.introw.io')
      // A vendor's own.
      if (host !== 'app.introw.io') continue
      const data = script
        .getAttributeNames()
        .filter((name) => name.startsWith('data-'))
        .map((name) => name.slice(5))
      expect(SETTINGS).toEqual(expect.arrayContaining([...data, ...searchParams.keys()]))
      expect(paths).toContain(pathname)
    }
  })

  test.each(cases(html.filter(({ text }) => isTag(text))))('installs affiliate.js under the stub: %s', (_, { text }) =>
    install(withStub(text), {}, ({ affiliate }) => {
      expect(affiliate).toMatchObject({ version, track: expect.any(Function) })
      const isRequired = /data-consent="(?!granted)/.test(text) && !text.includes('consent(')
      expect(affiliate?.getClickId()).toBe(isRequired ? null : 'aff_landing')
    }),
  )
})

describe('the line for Global Privacy Control', () => {
  const [line, ...others] = of('html').filter(({ text }) => text.includes('globalPrivacyControl'))

  test('stands in the page on consent, once', () => {
    expect([line?.file, others]).toEqual([join('docs', 'consent.md'), []])
  })

  test.each([
    ['says nothing for a visitor without the signal', {}, 'granted', 'aff_landing', ''],
    ['says nothing where the signal is off', { globalPrivacyControl: false }, 'granted', 'aff_landing', ''],
    ['says no where it is on', { globalPrivacyControl: true }, 'granted', null, 'no-consent'],
    ['is no yes where consent is required, and there is no signal', {}, 'required', null, 'undecided'],
    ['nor where it is off', { globalPrivacyControl: false }, 'required', null, 'undecided'],
    ['says no there too', { globalPrivacyControl: true }, 'required', null, 'no-consent'],
  ])('%s', (_, navigator, consent, click, reason) => {
    const tag = `<script async src="https://app.introw.io/affiliate.js" data-publishable-key="pk" data-consent="${consent}"></script>`
    return install(withStub(`${line?.text}\n${tag}`), navigator, async ({ affiliate, cookie }) => {
      expect(affiliate?.version).toBe(version)
      expect([affiliate?.getClickId(), cookie]).toEqual([click, click ? `_introw_aff=${click}` : ''])
      if (reason) expect(await affiliate?.track()).toMatchObject({ reason })
    })
  })
})

describe('a command', () => {
  const commands = of('sh').flatMap(({ file, text }) =>
    text.split('\n').map((line) => [file, line.split('#')[0]?.trim() ?? ''] as const),
  )

  test.each(commands.filter(([, line]) => line !== ''))('is one that exists, in %s: %s', (file, line) => {
    // `npx -p` names the package, which is ours.
    const [program = '', first = '', second = ''] = line.replace(`npx -p ${NAME} `, 'npx ').split(/\s+/)
    if (program === 'node') return expect(existsSync(join(ROOT, first)), first).toBe(true)
    if (program === 'npx')
      return expect(first in bin || existsSync(join(ROOT, 'node_modules', '.bin', first)), first).toBe(true)
    expect(program).toBe('npm')
    const known = [...Object.keys(scripts), ...(file.startsWith('examples') ? exampleScripts : [])]
    if (first === 'run') return expect(known).toContain(second)
    if (first === 'install') return expect(['', NAME]).toContain(second)
    expect(['start', 'test', 'ci', 'pack', 'publish', 'dist-tag']).toContain(first)
  })
})

/** By the declaration of `init()`'s options, in kebab-case, and of the full edition. */
const SETTINGS = [
  ...[
    ...(
      /interface Options \{([^]*?)\n\}/.exec(readFileSync(join(ROOT, 'dist', 'options.d.ts'), 'utf8'))?.[1] ?? ''
    ).matchAll(/readonly (\w+)\?:/g),
  ].map(([, name = '']) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
  ...FULL_SETTINGS,
]

const withStub = (html: string) => (html.includes(STUB) ? html : STUB + html)

function parse(html: string) {
  const { document } = new Window()
  document.write(html)
  return document
}
