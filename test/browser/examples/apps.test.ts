import { describe, expect, it } from 'vitest'
import type { Tab } from '../../support/engine.ts'
import { openExample } from './example.ts'

const ADA = 'ada@acme.example'
const SIGN_UP = { email: ADA, properties: { plan: 'trial' } }

declare global {
  interface Window {
    /** How often the page has called `track()`. */
    __calls: number
  }
}

describe('the React app', () => {
  const example = openExample('react')

  it('calls track() twice under StrictMode, and makes one request', async () => {
    const tab = await example.land()
    await tab.evaluate(countCalls)
    await signUp(tab)
    await tab.waitFor(() => document.querySelector('output')?.textContent === 'recorded')
    expect(await tab.evaluate(() => window.__calls)).toBe(2)
    await example.recorded(SIGN_UP)
    expect(await example.countRequests(tab)).toBe(1)
  })
})

describe('the Vue app', () => {
  const example = openExample('vue')

  it('records the sign-up', async () => {
    const tab = await example.land()
    await signUp(tab)
    await tab.waitFor(() => document.querySelector('output')?.textContent === 'recorded')
    await example.recorded(SIGN_UP)
    expect(await example.countRequests(tab)).toBe(1)
  })
})

describe('the Next.js app', () => {
  const example = openExample('next')

  it('takes the click on the landing page, and records the sign-up on another', async () => {
    const tab = await example.land()
    await tab.click('a[href="/sign-up"]')
    await tab.waitFor(() => location.pathname === '/sign-up')
    await signUp(tab)
    await tab.waitFor(() => location.pathname === '/thanks')
    await example.recorded(SIGN_UP)
    expect(await example.countRequests(tab)).toBe(1)
  })
})

function countCalls(): void {
  const affiliate = window.introw?.affiliate
  if (!affiliate) throw new Error('The page has no instance.')
  const { track } = affiliate
  window.__calls = 0
  affiliate.track = (conversion) => {
    window.__calls += 1
    return track(conversion)
  }
}

async function signUp(tab: Tab): Promise<void> {
  await tab.fill('[name=email]', ADA)
  await tab.click('form button')
}
