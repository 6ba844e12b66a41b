import type { ChildProcess } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

/** Generous for a loaded machine, and below any hook's limit, so that a failure tells what was said instead. */
const LIMIT_MS = 90_000

/**
 * Waits until a process that was started with its output on pipes has said what is looked for, on either of them.
 *
 * @param pattern - Matched against all whole lines that were said so far, since a port may come in two pieces; as a reader sees
 *   them: on CI many tools colour what they say, in the middle of an address too.
 * @param name - Of the process, for what is thrown.
 * @throws Error with all that was said, when the process ends before, or says nothing of the kind within 90 s.
 */
export function waitForOutput(child: ChildProcess, pattern: RegExp, name: string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = ''
    const limit = setTimeout(() => fail(`took ${LIMIT_MS / 1000} s`), LIMIT_MS)
    const fail = (how: string) => {
      clearTimeout(limit)
      reject(new Error(`${name} ${how} before it said ${pattern}\n${output}`))
    }
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const lines = output.slice(0, output.lastIndexOf('\n') + 1)
      const found = pattern.exec(stripVTControlCharacters(lines))
      if (!found) return
      clearTimeout(limit)
      resolve(found)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', ({ message }) => fail(`could not start (${message})`))
    child.once('exit', (code) => fail(`ended with ${code}`))
  })
}
