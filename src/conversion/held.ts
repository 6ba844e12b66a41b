import { diagnose } from '../diagnose'
import { createBody } from './body'
import { type Content, normalize } from './content'
import { deliver } from './delivery'
import { contentOf, endOf, hasEmail, type Holding, holdingOf } from './holdings'
import { addEntry } from './outbox'
import type { Success } from './success'

/**
 * Writes a success's conversion at once and sends it a little later: after a second, after three if it has no e-mail yet. Two
 * reports of one success are one conversion, with the first e-mail and the last ids.
 */
export const hold = (clickId: string, success: Success): void => {
  diagnose('held', { clickId, success })
  const { email, properties } = success
  const holding = holdingOf(clickId, success)
  const later = email && typeof email === 'object' ? email : undefined
  learn(holding, normalize({ email: later ? undefined : email, properties }), !!later)
  void later?.then((told) => learn(holding, normalize({ email: told }), false))
}

const learn = (holding: Holding, content: Content, hasMore: boolean): void => {
  if (holding._isOver) return
  const told = holding._told
  holding._told = { email: told.email ?? content.email, properties: { ...told.properties, ...content.properties } }
  holding._isAwaited = hasMore && !hasEmail(holding._told)
  if (holding._call && !holding._isAwaited) holding._call._send()
  else keepHeld(holding)
}

/** Writes what is known of it. One that is gone was sent, or has made way: it is not added again. */
export const keepHeld = (holding: Holding): void =>
  deliver((entries) => {
    const { _clickId: clickId, _key: key, _source: source, _madeAt: madeAt, _call: call } = holding
    const entry = {
      clickId,
      body: createBody(clickId, contentOf(holding)),
      madeAt,
      dueAt: endOf(holding),
      heldFor: key,
      source,
      publishableKey: call?._publishableKey,
    }
    const before = entries.find((other) => other.heldFor === key && other.clickId === clickId)
    if (before) Object.assign(before, entry)
    else if (!holding._isKept) addEntry(entries, entry)
    holding._isKept = true
  })
