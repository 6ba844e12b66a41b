import { afterAll, beforeAll } from 'vitest'
import { type Engine, launchEngine, type Visitor, type VisitorOptions } from '../../support/engine.ts'
import { recorder } from '../../support/recorder.ts'
import { PERSISTENCE } from '../../support/restored.ts'
import { type Site, startSite } from '../../support/site.ts'

export let engine: Engine
export let http: Site
export let https: Site

const button = '<button onclick="window.clicks = (window.clicks ?? 0) + 1">Buy</button>'

/** Starts the engine, and two sites of two pages, for the tests of a file. */
export function useSites(): void {
  beforeAll(async () => {
    ;[engine, http, https] = await Promise.all([launchEngine(), startSite(), startSite({ https: true })])
    for (const site of [http, https]) {
      site.page('/', `<title>home</title>${recorder}${PERSISTENCE}${button}<input>`)
      site.page('/next', `<title>next</title>${recorder}${PERSISTENCE}`)
    }
  })
  afterAll(() => Promise.all([engine?.close(), http?.close(), https?.close()]))
}

/** Works as a new visitor. */
export async function visit<R>(work: (visitor: Visitor) => Promise<R>, options?: VisitorOptions): Promise<R> {
  const visitor = await engine.visitor(options)
  try {
    return await work(visitor)
  } finally {
    await visitor.close()
  }
}
