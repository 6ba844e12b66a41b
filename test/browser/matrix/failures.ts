import type { Cell } from './cell.ts'
import { failOnce, type Failure } from './steps.ts'

const HTML = '<!doctype html><title>502</title><h1>Bad Gateway</h1>'

/** The API fails once, and is well then. */
export const failures: readonly Cell[] = [
  failsOnce('500 once', 'the first POST is answered with 500', { kind: 'status', status: 500 }),
  failsOnce('503 once', 'the first POST is answered with 503', { kind: 'status', status: 503 }),
  failsOnce('429 once', 'the first POST is answered with 429 and `Retry-After: 1`', {
    kind: 'status',
    status: 429,
    retryAfterSeconds: 1,
  }),
  failsOnce('502 with an HTML body once', 'the first POST is answered by a gateway', {
    kind: 'status',
    status: 502,
    body: HTML,
  }),
  failsOnce('dropped connection once', 'the connection of the first POST is dropped, nothing is recorded', {
    kind: 'drop',
  }),
  {
    ...failsOnce('lost answer once', 'the first POST is recorded, and its connection dropped before the answer', {
      kind: 'lost-answer',
    }),
    ends: /^lost-answer duplicate$/,
  },
  failsOnce('garbage JSON once', 'the first POST is answered with 200 and half a JSON text', { kind: 'garbage' }),
  failsOnce('silence once', 'the first POST is never answered; the page stays for the 15 s of an attempt', {
    kind: 'silence',
  }),
]

function failsOnce(name: string, how: string, failure: Failure): Cell {
  const word = failure.kind === 'status' ? failure.status : failure.kind
  return { name, how, ends: new RegExp(`^${word} recorded$`), play: (visit) => failOnce(visit, failure) }
}
