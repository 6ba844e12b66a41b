// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { Window } from 'happy-dom'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { follow, PAGE_HEADERS, post, request, SERVER_HEADERS } from './post'

const HOME = 'http://introw.localhost:4001'
let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

async function open() {
  const response = await sandbox.fetch(new Request(`${HOME}/`))
  const html = await response.text()
  const { document } = new Window({ url: HOME })
  document.write(html)
  return { response, html, document }
}

describe('the inspector page', () => {
  test('tells a new user what to do', async () => {
    const { document } = await open()
    expect(document.querySelector('.link a')?.textContent).toBe(`${HOME}/r/demo`)
    for (const id of ['conversions', 'submissions', 'clicks', 'refused']) {
      expect(document.querySelector(`#${id} .empty`)?.textContent.trim()).not.toBe('')
    }
  })

  test('asks for nothing from elsewhere, and lets no script but its own run', async () => {
    const { response, html } = await open()
    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toContain("default-src 'none'")
    expect(html.match(/<script[^>]*>/g)).toEqual([expect.stringContaining(`nonce="${nonce}"`)])
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(html).not.toMatch(/ on\w+=/)
  })

  test('shows each outcome with its e-mail, its partner and its reason', async () => {
    const clickId = await follow(sandbox)
    const body = { clickId, email: 'ada@studio.example', properties: { plan: 'grove', order: 7 } }
    await post(sandbox, body)
    await post(sandbox, body)
    await post(sandbox, {}, SERVER_HEADERS)
    await post(sandbox, { clickId: 1 })
    const { document } = await open()
    const badges = (id: string) => [...document.querySelectorAll(`#${id} .badge`)].map((badge) => badge.textContent)
    expect(badges('conversions')).toEqual(['ignored', 'duplicate', 'recorded'])
    expect(badges('refused')).toEqual(['422 refused'])
    expect(badges('clicks')).toEqual(['converted'])
    const [, , recorded] = document.querySelectorAll('#conversions details')
    for (const text of ['ada@studio.example', 'plan grove', 'Maple Studio', clickId]) {
      expect(recorded?.textContent).toContain(text)
    }
    const submission = document.querySelector('#submissions article')
    expect(submission?.querySelector('dl')?.textContent).toContain('Plan of interest')
    expect(submission?.querySelector('dl.aside')?.textContent).toContain('order')
  })

  test('shows a click past its window as expired, and the faults that are left', async () => {
    await follow(sandbox)
    sandbox.clock.advance({ days: 91 })
    sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 403, cors: false })
    const { document } = await open()
    expect(document.querySelector('#clicks .badge')?.textContent).toBe('expired')
    expect(document.querySelector('#clock')?.textContent).toContain('91 d ahead')
    expect(document.querySelector('#faults')?.textContent).toContain('403 without CORS')
  })

  test('never takes what visitors send for markup', async () => {
    const evil = `"'><img src=x onerror=alert(1)><script>alert(1)</script>`
    const clickId = await follow(sandbox)
    await post(sandbox, { clickId, properties: { [evil]: evil } })
    await post(sandbox, { clickId: evil, email: evil, properties: { [evil]: evil } })
    await sandbox.fetch(request(evil, { ...PAGE_HEADERS, 'x-introw-publishable-key': evil, origin: evil }))
    sandbox.store.updateCampaign('demo', { name: evil })
    const { document, html } = await open()
    expect(html).not.toContain('<img')
    expect(document.querySelectorAll('img')).toHaveLength(0)
    expect(document.querySelectorAll('script')).toHaveLength(1)
    const view = await (await sandbox.fetch(new Request(`${HOME}/sandbox/view`))).json()
    expect(JSON.stringify(view)).not.toContain('<img')
  })

  test('shows the newest hundred, and where the rest is', async () => {
    for (let count = 0; count < 120; count += 1) await follow(sandbox)
    const { document } = await open()
    expect(document.querySelectorAll('#clicks article')).toHaveLength(100)
    expect(document.querySelector('#clicks .rest')?.textContent).toContain('and 20 older')
  })
})
