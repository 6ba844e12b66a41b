import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { waitForOutput } from '../../support/output.ts'

const ADDRESS = /http:\/\/127\.0\.0\.1:(\d+)/

test.each([
  ['plain', 'Local: http://127.0.0.1:4321', 'stdout'],
  ['on the other pipe', 'Local: http://127.0.0.1:4321', 'stderr'],
  ["coloured within, as Vite's is on CI", '\u001B[36mhttp://127.0.0.1:\u001B[1m4321\u001B[22m\u001B[39m', 'stdout'],
  ['as a link of a terminal', '\u001B]8;;x\u0007http://127.0.0.1:4321\u001B]8;;\u0007', 'stdout'],
])('reads an address that is said %s', async (_, said, pipe) => {
  const [, port] = await waitForOutput(
    start(`process.${pipe}.write(${JSON.stringify(`${said}\n`)})`),
    ADDRESS,
    'server',
  )
  expect(port).toBe('4321')
})

test.each([
  ['http://127.0.', '0.1:4321'],
  ['http://127.0.0.1:43', '21'],
])('puts together what comes in pieces: %s, then %s', async (one, other) => {
  const program = `process.stdout.write('${one}'); setTimeout(() => process.stdout.write('${other}\\n'), 50)`
  expect((await waitForOutput(start(program), ADDRESS, 'server'))[1]).toBe('4321')
})

test('tells what was said where it ends without an address, or cannot be started', async () => {
  const ended = waitForOutput(start("console.log('no port is free'); process.exitCode = 3"), ADDRESS, 'server')
  await expect(ended).rejects.toThrow(/^server ended with 3 before it said [^\n]*\nno port is free\n$/)
  const missing = waitForOutput(spawn('/nowhere/server'), ADDRESS, 'server')
  await expect(missing).rejects.toThrow('server could not start (spawn /nowhere/server ENOENT)')
})

function start(program: string) {
  return spawn(process.execPath, ['-e', program])
}
