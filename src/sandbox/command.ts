import { parseArgs } from 'node:util'
import { isWebUrl } from './url'
import { canonicalHost } from './host'
import { createSandbox, type SandboxOptions } from './sandbox'
import { serve, type ServeOptions } from './serve'

const HELP = `introw-sandbox: Introw's side of affiliate.js on this machine

Usage: introw-sandbox [--port 4001] [--host 127.0.0.1] [--destination URL] [--allow-host NAME]...

  --port         port to listen on; 0 takes a free one     (default 4001)
  --host         address to listen on                      (default 127.0.0.1)
  --destination  where partner links lead                  (default http://www.shop.localhost:4000/)
  --allow-host   a name that requests may call it by, beside --host, localhost, *.localhost, 127.0.0.0/8
                 and ::1; may be repeated. Others are refused: a stranger's page could read along
  --help         this text
`

type Command =
  | { readonly name: 'help' }
  | { readonly name: 'serve'; readonly options: ServeOptions; readonly sandbox: SandboxOptions }

/** What the command uses of the process. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  exitCode?: number | string | null | undefined
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown
}

/** The command `introw-sandbox`: serves a sandbox until it is interrupted. */
export async function runCommand(args: readonly string[], io: Terminal): Promise<void> {
  try {
    const command = readCommand(args)
    if (command.name === 'help') return void io.stdout.write(HELP)
    const served = await serve({ ...command.options, sandbox: createSandbox(command.sandbox) })
    io.stdout.write(describe(served.url))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) io.once(signal, () => void served.close())
  } catch (error) {
    io.stderr.write(`introw-sandbox: ${error instanceof Error ? error.message : String(error)}\n`)
    io.exitCode = 1
  }
}

function readCommand(args: readonly string[]): Command {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '4001' },
      host: { type: 'string', default: '127.0.0.1' },
      destination: { type: 'string' },
      'allow-host': { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return { name: 'help' }
  const { port, host, destination, 'allow-host': allowHosts } = values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${port}".`)
  }
  if (destination !== undefined && !isWebUrl(destination)) {
    throw new Error(`--destination must be an http(s) URL, not "${destination}".`)
  }
  const noHost = allowHosts.find((name) => canonicalHost(name) === undefined)
  if (noHost !== undefined) throw new Error(`--allow-host must be a host name, not "${noHost}".`)
  return {
    name: 'serve',
    options: { port: Number(port), host, allowHosts },
    sandbox: destination === undefined ? {} : { destination },
  }
}

function describe(url: string): string {
  return `
  Introw sandbox   ${url}
  Partner link     ${url}/r/demo
  Conversions      POST ${url}/api/v1/affiliate/conversions
  Keys             pk_aff_org_demo (pages), sk_introw_demo (servers)

  Ctrl-C ends it.
`
}
