// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { follow } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('a click id', () => {
  test('is at most 256 characters, opaque, and of cookie-safe characters', async () => {
    const [one, two] = [await follow(sandbox), await follow(sandbox)]
    expect(one).toMatch(/^aff_[A-Za-z0-9_-]{40,252}$/)
    expect(one).not.toBe(two)
  })
})
