// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../../src/sandbox'
import { follow } from '../post'
import { open } from './open'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('the inspector page', () => {
  test('shows a click past its window as expired, and the faults that are left', async () => {
    await follow(sandbox)
    sandbox.clock.advance({ days: 91 })
    sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 403, cors: false })
    const { document } = await open(sandbox)
    expect(document.querySelector('#clicks .badge')?.textContent).toBe('expired')
    expect(document.querySelector('#clock')?.textContent).toContain('91 d ahead')
    expect(document.querySelector('#faults')?.textContent).toContain('403 without CORS')
  })

  test('shows the newest hundred, and where the rest is', async () => {
    for (let count = 0; count < 120; count += 1) await follow(sandbox)
    const { document } = await open(sandbox)
    expect(document.querySelectorAll('#clicks article')).toHaveLength(100)
    expect(document.querySelector('#clicks .rest')?.textContent).toContain('and 20 older')
  })
})
