import { isForgotten, takeClickBefore } from '../click/memory'
import { setClicks } from '../conversion/clicks'
import { diagnose } from '../diagnose'
import { hubspot } from '../integrations/hubspot/hubspot'
import type { Integration } from '../integrations/port'
import { attempt } from '../platform/attempt'
import { addSources, type Source } from '../settings/resolve'
import type { Affiliate } from '../types'
import { track } from './call'
import { isDecisionClaimed } from './consent'
import { hearDecision, readGrantedClick, takeDecision } from './decision'
import { lookForLanding } from './landing'
import { watchMoments } from './moments'
import { integrate } from './port'
import { onOtherTabsDenial } from './tabs'
import { start, wakeAgain } from './wake'

/** Marks an instance of ours, of any build on the page, and takes further settings and integrations for it. */
export const INSTANCE = 'introw:instance'

export interface Instance extends Affiliate {
  readonly [INSTANCE]: (sources: readonly Source[], integrations?: readonly Integration[]) => void
}

/**
 * Makes the object that a page sees, once a page, and puts the parts together.
 *
 * While it is evaluated there is one look at the address bar, and a click is written by the end of that task. The rest waits
 * for an idle moment after `load`, for the first call that needs it, or for the page to go.
 *
 * @param members - What else the object has: of a stub, or of an older snippet in its place.
 */
export const createAffiliate = (
  sources: readonly Source[],
  integrations: readonly Integration[],
  version: string,
  members?: object,
): Instance => {
  const affiliate: Instance = {
    ...attempt(() => ({ ...members })),
    version,
    getClickId() {
      start()
      return readGrantedClick() ?? null
    },
    track(conversion) {
      start()
      diagnose('tracked', { conversion })
      return track(conversion)
    },
    consent(granted) {
      // Where a platform is named, it alone says yes.
      if (granted === true && isDecisionClaimed()) diagnose('overruled', {})
      else hearDecision(granted)
    },
    ready(callback) {
      start()
      attempt(() => callback(affiliate))
    },
    [INSTANCE](further, added = []) {
      addSources(further)
      diagnose('joined', { sources: further })
      integrate(added, affiliate)
      wakeAgain()
    },
  }
  addSources(sources)
  diagnose('created', { affiliate, sources })
  begin(affiliate, integrations)
  return affiliate
}

const begin = (affiliate: Affiliate, integrations: readonly Integration[]): void => {
  setClicks({ _isForgotten: isForgotten, _takeClickBefore: takeClickBefore })
  lookForLanding()
  integrate([hubspot, ...integrations], affiliate)
  watchMoments()
  onOtherTabsDenial(() => takeDecision(false))
}
