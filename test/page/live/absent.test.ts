// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { runStub } from '../instance/stub'
import { define, setCookie } from '../../support/unit/browser'
import { SHOP, useShop } from '../../support/unit/shop'
import { arrive } from '../../support/unit/page'
import { open, paste, start, usePage } from './live'
import { watched } from './watch'

const { landing } = useShop()

usePage()

/** Looks at a page where nobody of ours runs: all has to be as before. */
async function look(how: 'line' | 'text' = 'line') {
  const { touched, value } = await watched(() => paste(how))
  expect(touched).toEqual([])
  return value
}

const html = async (head: string, url = SHOP) => {
  await arrive(url)
  document.head.innerHTML = head
}

describe('where no affiliate.js runs, the development build says so, and why', () => {
  test.each<[string, string, string, string]>([
    ['there is no tag', '', 'there is no tag of it', 'Paste the two lines'],
    [
      'a tag manager has brought none',
      '<script src="https://www.googletagmanager.com/gtm.js?id=GTM-X"></script>',
      'Google Tag Manager, which may bring it, has brought none',
      'Publish the container',
    ],
    [
      'a consent platform holds it',
      '<script type="text/plain" data-cookieconsent="marketing" src="https://app.introw.io/affiliate.js"></script>',
      'its tag is wrapped for Cookiebot',
      'Answer the banner',
    ],
    [
      'an optimizer holds it',
      '<script type="rocketlazyloadscript" src="https://app.introw.io/affiliate.js"></script>',
      'WP Rocket holds its tag back',
      'Exclude affiliate.js',
    ],
    [
      'no browser runs it',
      '<script type="text/javscript" src="https://app.introw.io/affiliate.js"></script>',
      'no browser runs its tag',
      'Leave that attribute out',
    ],
    [
      'it stands in a comment',
      '<!-- <script src="https://app.introw.io/affiliate.js"></script> -->',
      'stands in a comment',
      'Take it out of there',
    ],
  ])('%s', async (_, head, why, remedy) => {
    await html(head)
    const { verdict, lines } = await look()
    expect(verdict).toContain(why)
    expect(verdict).toContain('No click is kept, and nothing counts here. Nothing was sent, nothing was changed.')
    expect(lines.join('\n')).toContain(remedy)
  })

  test('its script was blocked', async () => {
    await open({ url: await landing(), isBlocked: true })
    const { verdict, lines } = await look()
    expect(verdict).toContain('its tag is here, and its script has not come')
    expect(lines.join('\n')).toContain('an ad blocker')
  })

  test('its address answers 404', async () => {
    await open({ url: SHOP, isBlocked: true })
    const entry = { name: 'https://app.introw.io/affiliate.js', responseStatus: 404 }
    vi.mocked(performance.getEntriesByType).mockImplementation((type) =>
      type === 'resource' ? ([entry] as unknown as PerformanceEntryList) : [],
    )
    expect((await look()).verdict).toContain('https://app.introw.io/affiliate.js, the address of its tag, answers 404')
  })

  test('the stub alone is there', async () => {
    await arrive(SHOP)
    runStub()
    expect((await look('text')).verdict).toContain('only its stub is here')
  })

  test('an older snippet has its place', async () => {
    const old = { getClickId: () => 'old', track: () => Promise.resolve() }
    await arrive(SHOP, { before: () => define(window, 'introw', { writable: true, value: { affiliate: old } }) })
    expect((await look()).verdict).toContain('another script, or an older snippet')
    expect(window.introw?.affiliate).toBe(old)
  })

  test('it runs in a frame', async () => {
    await arrive(SHOP)
    const frame = document.createElement('iframe')
    define(frame, 'contentWindow', { value: { introw: { affiliate: { version: '0.1.0' } } } })
    document.body.append(frame)
    expect((await look()).verdict).toContain('it runs in a frame of it')
  })

  test('and the click, if a server has kept one', async () => {
    await arrive(SHOP, { before: () => setCookie('_introw_aff=aff_server; path=/') })
    expect((await look('text')).verdict).toMatch(/not running on this page.* Click kept \(aff_server, .* But nothing/)
  })
})

describe('loaded in production’s place, the development build', () => {
  test.each(['tag', 'module'] as const)('serves the page, as ever, by a %s', async (how) => {
    await arrive(await landing())
    await start(how)
    expect(window.introw?.affiliate?.debug?.().messages.map(({ code }) => code)).toContain('started')
    expect(document.cookie).toContain('_introw_aff=')
  })

  test('is looked at by one that is pasted, as production is', async () => {
    await arrive(await landing())
    await start()
    const instance = window.introw?.affiliate
    const { codes } = await look()
    expect(codes).toContain('live-running')
    expect(window.introw?.affiliate).toBe(instance)
  })
})
