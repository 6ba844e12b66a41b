import type { Manifest } from '../test/support/cdn.ts'

export interface Release {
  readonly name: string
  readonly version: string
  /** What to go back to, if anything. */
  readonly previous: string | undefined
  readonly files: Manifest['files']
}

export function describeSteps(release: Release): string
