import { parseArgs } from 'node:util'
import { examine, type Key } from './doctor'
import { type Ask, createNetwork } from './network'
import { judge, toJson, toText, type Verdict } from './report'

const HELP = `introw-doctor: looks at a site from outside, and says what keeps affiliate.js from working

Usage: introw-doctor [--key [pk_aff_…]] [--json] <address>...

  --key    sends one conversion of a click that does not exist, with the page's publishable key or this one, which
           tells whether the API takes key and origin; it records nothing
  --json   all of it as data
  --help   this text

Of several addresses each is followed: name those that partner links lead to, http:// and without www for example.
Exit status: 0 all is well, 1 conversions are lost, 2 something cannot be seen or is no address.
`

const EXIT_STATUS: Readonly<Record<Verdict, number>> = { fine: 0, lost: 1, unseen: 2 }

/** What the command uses of the process. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  exitCode?: number | string | null | undefined
}

/** The command `introw-doctor`: examines, reports, ends. It never throws. */
export const runCommand = async (args: readonly string[], io: Terminal, ask: Ask = createNetwork()): Promise<void> => {
  try {
    const command = readCommand(args)
    if (command === 'help') return void io.stdout.write(HELP)
    const { addresses, key, isJson } = command
    const announce = (text: string) => void io.stderr.write(`${text}\n\n`)
    const visits = await examine({ addresses, key, ask, announce, now: Date.now() })
    io.stdout.write(isJson ? toJson(visits) : toText(visits))
    io.exitCode = EXIT_STATUS[judge(visits)]
  } catch (error) {
    io.stderr.write(`introw-doctor: ${error instanceof Error ? error.message : String(error)}\n`)
    io.exitCode = EXIT_STATUS.unseen
  }
}

const readCommand = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: fillKey(args),
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  if (positionals.length === 0) throw new Error('Name an address, such as https://www.example.com; --help tells more.')
  return { addresses: positionals.map(readAddress), key: readKey(values.key), isJson: values.json }
}

/** What follows `--key` may be an address. */
const fillKey = (args: readonly string[]): string[] =>
  args.map((arg, index) => (arg === '--key' && !/^[ps]k_/.test(args[index + 1] ?? '') ? '--key=' : arg))

/** Without a value it is the page's own. */
const readKey = (text: string | undefined): Key | undefined => {
  if (text === undefined) return undefined
  return text === '' ? { from: 'page' } : { from: 'command', text }
}

/** As people write it: without a scheme it is https, and http on this machine. */
const readAddress = (text: string): URL => {
  const scheme = /^([\w.-]+\.)?localhost(:|\/|$)|^127\./.test(text) ? 'http' : 'https'
  const given = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${scheme}://${text}`
  if (!URL.canParse(given)) throw new Error(`"${text}" is no web address.`)
  const url = new URL(given)
  if (!/^https?:$/.test(url.protocol)) throw new Error(`"${text}" is no web address: http or https.`)
  if (url.username || url.password) throw new Error('Leave user and password out of the address.')
  return url
}
