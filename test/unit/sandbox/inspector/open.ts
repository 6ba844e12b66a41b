import type { Sandbox } from '../../../../src/sandbox'
import { Window } from 'happy-dom'

export const HOME = 'http://introw.localhost:4001'

/** The inspector page of a sandbox, as a browser would have it. */
export async function open(sandbox: Sandbox) {
  const response = await sandbox.fetch(new Request(`${HOME}/`))
  const html = await response.text()
  const { document } = new Window({ url: HOME })
  document.write(html)
  return { response, html, document }
}
