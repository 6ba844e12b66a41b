import { hold } from '../conversion/held'
import { onResult } from '../conversion/results'
import type { Success } from '../conversion/success'
import { diagnose } from '../diagnose'
import { claim } from '../integrations/counted'
import type { Integration } from '../integrations/port'
import { attempt } from '../platform/attempt'
import type { Affiliate } from '../types'
import { onClick } from './clicked'
import { claimDecision, whenDecided } from './consent'
import { hearDecision, readGrantedClick } from './decision'
import { onDenial } from './denial'
import { start } from './wake'

const added = new Set<Integration>()

/** Gives integrations what they need of the page, each once. */
export const integrate = (integrations: readonly Integration[], affiliate: Affiliate): void => {
  for (const integration of integrations) {
    if (added.has(integration)) continue
    added.add(integration)
    attempt(() =>
      integration({
        getClickId: affiliate.getClickId,
        consent: hearDecision,
        claim,
        claimDecision,
        report: (success) => void attempt(() => report(success)),
        onDenial,
        onClick,
        onResult,
        offer: (members) => void Object.assign(affiliate, members),
      }),
    )
  }
}

const report = (success: Success): void => {
  start()
  const { email } = success
  // Caught before the decision, which may be long in coming: a rejection would reach the page meanwhile.
  const settled =
    email && typeof email === 'object' ? { ...success, email: Promise.resolve(email).catch(() => undefined) } : success
  whenDecided(() => {
    const click = readGrantedClick()
    if (click === undefined) diagnose('clickless', { success })
    else hold(click, settled)
  })
}
