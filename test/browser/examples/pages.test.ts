import { describe, expect, it } from 'vitest'
import type { Tab } from '../../support/engine.ts'
import { expectQuiet, openExample } from './example.ts'

const ADA = 'ada@acme.example'

describe('the script tag', () => {
  const example = openExample('script-tag')

  it('records the sign-up of a page that is left at once', async () => {
    const tab = await example.land()
    await tab.click('#next')
    await signUp(tab)
    await tab.waitFor(() => location.pathname === '/thanks.html')
    await example.recorded({ email: ADA, properties: { plan: 'pro' } })
    await expectQuiet(tab)
  })
})

describe('early calls', () => {
  const example = openExample('early-calls')
  const read = (tab: Tab) =>
    tab.evaluate(() => ['early', 'click', 'status'].map((id) => document.getElementById(id)?.textContent ?? null))

  it('are done when the script comes', async () => {
    const tab = await example.land()
    let open = () => {}
    const opened = new Promise<void>((resolve) => (open = resolve))
    example.observer.gates.set('/affiliate.js', () => opened)
    await tab.click('#next')
    await tab.waitFor(() => location.pathname === '/welcome.html' && document.getElementById('early')?.textContent)
    expect(await read(tab)).toEqual(['null', '', ''])
    open()
    await tab.waitFor(() => document.getElementById('status')?.textContent)
    expect(await read(tab)).toEqual(['null', expect.stringMatching(/^aff_/), 'recorded'])
    await example.recorded({ email: ADA })
    expect(await example.countRequests(tab)).toBe(1)
  })

  it('end by themselves where a blocker keeps the script away', async () => {
    const tab = await example.land()
    example.observer.gates.set('/affiliate.js', () => Promise.reject(new Error('blocked')))
    await tab.click('#next')
    await tab.waitFor(() => document.getElementById('status')?.textContent)
    expect(await read(tab)).toEqual(['null', '', 'queued'])
    await expectQuiet(tab)
  })
})

describe('the bundle as an ES module', () => {
  const example = openExample('esm')

  it('takes the settings of the module’s own tag', async () => {
    const tab = await example.land()
    await signUp(tab)
    await tab.waitFor(() => document.getElementById('status')?.textContent === 'recorded')
    await example.recorded({ email: ADA, properties: { plan: 'pro' } })
    expect(await example.countRequests(tab)).toBe(1)
  })
})

describe('a hidden field', () => {
  const example = openExample('hidden-field')

  it('carries the click to the merchant’s server, which records the conversion', async () => {
    const tab = await example.land()
    await tab.waitFor(() => window.introw?.affiliate?.version)
    await signUp(tab)
    await tab.waitFor(() => location.pathname === '/thanks.html')
    await example.recorded({ via: 'server', email: ADA, properties: { plan: 'trial' } })
    expect(await example.countRequests(tab)).toBe(1)
  })
})

async function signUp(tab: Tab): Promise<void> {
  await tab.fill('[name=email]', ADA)
  await tab.click('form button')
}
