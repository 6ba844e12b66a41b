import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitForOutput } from '../support/output.ts'
import { createOutside, type Outside, pack, run } from '../support/package.ts'

const NAME = '@introw/affiliate'
const INSTALL_MS = 120_000

let outside: Outside
let folder: string

/** As a user does it, in an empty folder. js-cookie comes out of npm's cache, or from the registry. */
beforeAll(async () => {
  outside = await createOutside('installed')
  folder = outside.folder
  const { tarball } = await pack(folder)
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], {
    cwd: folder,
  })
}, INSTALL_MS)

afterAll(() => outside?.remove())

describe('installed from its tarball in an empty folder', () => {
  test('it brings js-cookie and nothing else', async () => {
    const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'))
    expect(Object.keys(packages)).toEqual(['', `node_modules/${NAME}`, 'node_modules/js-cookie'])
  })

  test('its entries are found and work', async () => {
    const program = `
      import { track } from '${NAME}'
      import { readClickId } from '${NAME}/server'
      import { createSandbox } from '${NAME}/sandbox'
      const link = await createSandbox().fetch(new Request('https://introw.test/r/demo'))
      console.log(JSON.stringify([(await track()).status, readClickId('_introw_aff=a'), link.status]))`
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: folder })
    expect(JSON.parse(stdout)).toEqual(['ignored', 'a', 302])
  })

  test(
    'npx introw-sandbox serves until it is told to end',
    async () => {
      // A group of its own: npx has a shell between itself and the command.
      const args = ['--offline', 'introw-sandbox', '--port', '0']
      const npx = spawn('npx', args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = once(npx, 'exit')
      try {
        const [url] = await waitForOutput(npx, /http:\/\/127\.0\.0\.1:\d+/, 'introw-sandbox')
        const link = await fetch(`${url}/r/demo`, { redirect: 'manual' })
        expect([link.status, link.headers.get('location')]).toEqual([302, expect.stringContaining('irw_id=')])
      } finally {
        process.kill(-Number(npx.pid), 'SIGTERM')
        await ended
      }
    },
    INSTALL_MS,
  )

  test('npx introw-doctor says how it is used, and needs nothing more', async () => {
    const { stdout } = await run('npx', ['--offline', 'introw-doctor', '--help'], { cwd: folder })
    expect(stdout).toContain('Usage: introw-doctor')
  })
})

describe('sideEffects', () => {
  test.each(['', '/debug', '/integrations', '/server', '/sandbox'])(
    'drops what is imported from %s and not used',
    async (entry) => {
      expect(await bundle(`import '${NAME}${entry}'`)).toBe('')
      // Nor does package.json claim too much: the bundler sees for itself that there is nothing to keep.
      expect(await bundle(`import '${NAME}${entry}'`, true)).toBe('')
    },
  )

  test('names no module that has none', async () => {
    const { sideEffects } = JSON.parse(await readFile(join(folder, 'node_modules', NAME, 'package.json'), 'utf8'))
    for (const file of sideEffects)
      expect(await bundle(`import './node_modules/${NAME}/${file}'`, true), file).not.toBe('')
  })

  test.each(['affiliate.js', 'affiliate.full.js', 'affiliate.debug.js'])(
    'keeps %s, which is imported for its effect',
    async (file) => {
      expect(await bundle(`import '${NAME}/${file}'`)).toContain('_introw_aff')
    },
  )

  test('keeps of the package only what a program uses', async () => {
    const code = await bundle(`import { version } from '${NAME}'; console.log(version)`)
    expect([code.includes('version'), code.includes('hubspot'), code.includes('keepalive')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

/** Of each integration a text that nothing else has in it. */
const MARKERS = {
  calCom: 'bookingSuccessfulV2',
  calendly: 'calendly.event_scheduled',
  chiliPiper: 'booking-confirmed',
  complianz: 'cmplz_status_change',
  contactForm7: 'wpcf7mailsent',
  cookieYes: 'cookieyes_banner_load',
  cookiebot: 'CookiebotOnDecline',
  dataLayer: 'introw_conversion',
  defaultCom: 'default.form_completed',
  didomi: 'didomiOnReady',
  googleConsentMode: 'google_tag_data',
  hiddenFields: 'data-introw-click-id',
  hubspotBanner: 'addPrivacyConsentListener',
  klaro: 'applyConsents',
  linkDomains: 'xlink:href',
  markedForms: 'data-introw-conversion',
  marketo: 'MktoForms2',
  oneTrust: 'OneTrustGroupsUpdated',
  stripeReference: 'client_reference_id',
  tcf: '__tcfapi',
  typeform: 'form-submit',
  usercentrics: 'UC_UI_INITIALIZED',
  vanillaCookieConsent: 'cc:onModalReady',
}

describe('of the integrations a program pays', () => {
  test('for none that it does not name', async () => {
    expect(listIn(await bundle(`import { init } from '${NAME}'; init({})`))).toEqual([])
  })

  test.each(Object.keys(MARKERS))('for %s alone where it names that', async (name) => {
    const program = `import { init } from '${NAME}'; import { ${name} } from '${NAME}/integrations'; init({ integrations: [${name}()] })`
    expect(listIn(await bundle(program))).toEqual([name])
  })

  test('by a table that has all of them', async () => {
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', `console.log(Object.keys(await import('${NAME}/integrations')).join())`],
      { cwd: folder },
    )
    expect(stdout.trim().split(',')).toEqual(Object.keys(MARKERS))
  })

  function listIn(code: string): string[] {
    return Object.entries(MARKERS).flatMap(([name, marker]) => (code.includes(marker) ? [name] : []))
  }
})

/** What a bundler makes of a program in that folder; with `moduleSideEffects` whatever package.json says. */
async function bundle(program: string, moduleSideEffects?: true): Promise<string> {
  const input = join(folder, 'program.mjs')
  await writeFile(input, program)
  const build = await rollup({
    input,
    external: ['js-cookie', /^node:/],
    onwarn: () => {},
    plugins: [nodeResolve()],
    treeshake: moduleSideEffects === undefined ? {} : { moduleSideEffects },
  })
  const { output } = await build.generate({ format: 'esm' })
  return output[0].code.trim()
}
