import type { Conversion, LoggedRequest } from '@introw/affiliate/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type Engine, launchEngine, type Tab, type Visitor } from './engine.ts'
import { type Example, everyHost, startExample } from './example.ts'

/** A new visitor of an example's merchant, sent by a partner, for each test. */
export interface Visit {
  readonly example: Example
  readonly tab: Tab
  readonly clickId: string
  /** Opens a page of the merchant's, with the click. */
  open(path: string): Promise<void>
  /** Resolves once the click is converted. */
  recorded(): Promise<Conversion>
  /** The requests of the click, oldest first. */
  requests(): readonly LoggedRequest[]
  /** The bodies of the click's requests, one a line. */
  sent(): string
}

export interface VisitOptions {
  readonly https?: boolean
  /** The vendors' and others' host names lead to the example too. Default: false. */
  readonly hasEveryHost?: boolean
}

interface Open {
  engine?: Engine
  example?: Example
  visitor?: Visitor
  tab?: Tab
  clickId?: string
}

/** Starts an example for the tests of a file, or of one `describe`. */
export function visitExample(folder: string, { https = false, hasEveryHost = false }: VisitOptions = {}): Visit {
  const open: Open = {}
  beforeAll(async () => {
    open.engine = await launchEngine()
    open.example = await startExample(folder, { https, hasEveryHost })
  })
  beforeEach(async () => {
    const example = started(open.example)
    open.visitor = await started(open.engine).visitor(hasEveryHost ? { hosts: everyHost(example) } : {})
    open.tab = await open.visitor.tab()
    open.clickId = await example.click()
  })
  afterEach(async () => {
    open.example?.sandbox.faults.clear()
    await open.visitor?.close()
  })
  afterAll(async () => {
    await open.engine?.close()
    await open.example?.close()
  })
  return {
    get example() {
      return started(open.example)
    },
    get tab() {
      return started(open.tab)
    },
    get clickId() {
      return started(open.clickId)
    },
    open(path) {
      return this.tab.goto(this.example.url(path, this.clickId))
    },
    recorded() {
      return this.example.recorded(this.clickId)
    },
    requests() {
      return this.example.requests(this.clickId)
    },
    sent() {
      return this.example.sent(this.clickId)
    },
  }
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('No test is running yet.')
  return value
}
