// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../../src/sandbox'
import { follow, PAGE_HEADERS, post, request, SERVER_HEADERS } from '../post'
import { HOME, open } from './open'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('the inspector page', () => {
  test('shows each outcome with its e-mail, its partner and its reason', async () => {
    const clickId = await follow(sandbox)
    const body = { clickId, email: 'ada@studio.example', properties: { plan: 'grove', order: 7 } }
    await post(sandbox, body)
    await post(sandbox, body)
    await post(sandbox, {}, SERVER_HEADERS)
    await post(sandbox, { clickId: 1 })
    const { document } = await open(sandbox)
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

  test('never takes what visitors send for markup', async () => {
    const evil = `"'><img src=x onerror=alert(1)><script>alert(1)</script>`
    const clickId = await follow(sandbox)
    await post(sandbox, { clickId, properties: { [evil]: evil } })
    await post(sandbox, { clickId: evil, email: evil, properties: { [evil]: evil } })
    await sandbox.fetch(request(evil, { ...PAGE_HEADERS, 'x-introw-publishable-key': evil, origin: evil }))
    sandbox.store.updateCampaign('demo', { name: evil })
    const { document, html } = await open(sandbox)
    expect(html).not.toContain('<img')
    expect(document.querySelectorAll('img')).toHaveLength(0)
    expect(document.querySelectorAll('script')).toHaveLength(1)
    const view = await (await sandbox.fetch(new Request(`${HOME}/sandbox/view`))).json()
    expect(JSON.stringify(view)).not.toContain('<img')
  })

  test('shows a body over the limit as refused, and how it begins', async () => {
    await sandbox.fetch(request(`{"email":"ada@studio.example","note":"${'x'.repeat(1_048_576)}"}`))
    const { document } = await open(sandbox)
    const row = document.querySelector('#refused details')
    expect(row?.querySelector('.badge')?.textContent).toBe('413 refused')
    expect(row?.querySelector('b')?.textContent).toContain('more bytes than the sandbox takes')
    expect(row?.querySelector('pre')?.textContent).toContain('ada@studio.example')
  })
})
