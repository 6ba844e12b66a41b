import { hold } from '../conversion/held'
import type { Success } from '../conversion/success'
import { diagnose } from '../diagnose'
import type { Port } from '../integrations/port'
import type { Affiliate } from '../types'
import { whenDecided } from './consent'
import { readGrantedClick } from './decision'
import { start } from './wake'

/** Makes what an integration is given of the page. */
export const createPort = ({ getClickId, consent }: Affiliate): Port => ({ getClickId, consent, report })

const report = (success: Success): void => {
  start()
  const { email } = success
  // Caught before the decision, which may be long in coming: a rejection would reach the page meanwhile.
  const settled = email && typeof email === 'object' ? { ...success, email: email.catch(() => undefined) } : success
  whenDecided(() => {
    const click = readGrantedClick()
    if (click === undefined) diagnose('clickless', { success })
    else hold(click, settled)
  })
}
