import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { STUB_BYTES } from './budget'

const root = `${import.meta.dirname}/../..`
const stub = readFileSync(`${root}/examples/stub.html`, 'utf8').trimEnd()

describe('the stub', () => {
  test(`is at most ${STUB_BYTES} bytes, its script element included`, () => {
    expect(Buffer.byteLength(stub)).toBeLessThanOrEqual(STUB_BYTES)
  })

  test('is one line, one script element, in ASCII', () => {
    expect(stub).toMatch(/^<script>[ -~]+<\/script>$/)
    expect(stub.match(/<\/?script/g)).toHaveLength(2)
  })

  test('stands in the README as it is', () => {
    expect(readFileSync(`${root}/README.md`, 'utf8')).toContain(stub)
  })
})
