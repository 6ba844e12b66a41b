import { readStub } from '../../support/stub'

const text = readStub().replace(/<\/?script>/g, '')

/** Evaluates the stub, as the page's own script that stands before the tag. */
export const runStub = (): unknown => (0, eval)(text)
