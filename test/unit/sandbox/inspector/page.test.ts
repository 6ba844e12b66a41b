// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../../src/sandbox'
import { HOME, open } from './open'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('the inspector page', () => {
  test('tells a new user what to do', async () => {
    const { document } = await open(sandbox)
    expect(document.querySelector('.link a')?.textContent).toBe(`${HOME}/r/demo`)
    for (const id of ['conversions', 'submissions', 'clicks', 'refused']) {
      expect(document.querySelector(`#${id} .empty`)?.textContent.trim()).not.toBe('')
    }
  })

  test('asks for nothing from elsewhere, and lets no script but its own run', async () => {
    const { response, html } = await open(sandbox)
    const policy = response.headers.get('content-security-policy') ?? ''
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1]
    expect(policy).toContain("default-src 'none'")
    expect(html.match(/<script[^>]*>/g)).toEqual([expect.stringContaining(`nonce="${nonce}"`)])
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(html).not.toMatch(/ on\w+=/)
  })
})
