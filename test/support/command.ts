import { fileURLToPath } from 'node:url'
import { waitForOutput } from './output.ts'
import { endHelper, spawnHelper } from './processes.ts'

/** A command that goes on running. */
export interface Command {
  /** What it has said that it was waited for. */
  readonly said: RegExpExecArray
  /** Asks it to end, as Ctrl-C does; gives its exit code. */
  interrupt(): Promise<number | null>
  /** Ends it, and what it has started, by its process id. */
  close(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a script of this repository with Node, as a person would, until its output has what is waited for. */
export async function startCommand(
  args: readonly string[],
  until: RegExp,
  env: Record<string, string> = {},
): Promise<Command> {
  const [script = '', ...rest] = args
  // A person's shell has no NODE_ENV; a test runner's is `test`, which frameworks take for something else.
  const child = spawnHelper('node', [ROOT + script, ...rest], { NODE_ENV: '', ...env }, ['ignore', 'pipe', 'pipe'])
  const said = await waitForOutput(child, until, args.join(' '))
  return {
    said,
    interrupt: () =>
      new Promise((resolve) => {
        child.once('exit', resolve)
        child.kill('SIGINT')
      }),
    close: () => endHelper(child),
  }
}
