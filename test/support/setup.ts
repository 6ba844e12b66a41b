import type { TestProject } from 'vitest/node'
import { addressVariable, engineName, serveEngine } from './engine.ts'

/** Starts a project's engine once for all its workers; they get its address by the environment. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const name = engineName(project.name)
  const server = await serveEngine(name)
  process.env[addressVariable(name)] = server.address
  return () => server.close()
}
