import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { refuse } from './answer'
import type { Services } from './services'

const MOST_LISTENERS = 32
// A listener that does not read is let go: what it has not read waits here.
const MOST_UNREAD_CHARACTERS = 4_194_304

/** Makes the answer to `GET /sandbox/events`: everything that happens, as server-sent events. */
export function createEventStream({ changes, clock }: Services): (c: Context) => Response {
  let listeners = 0
  return (c) => {
    if (listeners >= MOST_LISTENERS) {
      return refuse(503, 'too_many_listeners', `${MOST_LISTENERS} programs or pages listen already. Close one.`)
    }
    // Nobody reads what a HEAD would stream, and nobody ends it.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' })
    listeners += 1
    return streamSSE(c, async (stream) => {
      let unread = 0
      const send = async (event: string, value: unknown) => {
        const data = JSON.stringify(value)
        unread += data.length
        if (unread > MOST_UNREAD_CHARACTERS) return stream.abort()
        await stream.writeSSE({ event, data })
        unread -= data.length
      }
      const stop = changes.on(({ type, data }) => void send(type, data).catch(() => stream.abort()))
      void send('hello', { now: clock.now() })
      await new Promise<void>((resolve) => stream.onAbort(resolve))
      stop()
      listeners -= 1
    })
  }
}
