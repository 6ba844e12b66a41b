import { readFileSync } from 'node:fs'

const text = readFileSync(`${import.meta.dirname}/../../../examples/stub.html`, 'utf8').replace(/<\/?script>/g, '')

/** Evaluates the stub, as the page's own script that stands before the tag. */
export const runStub = (): unknown => (0, eval)(text)
