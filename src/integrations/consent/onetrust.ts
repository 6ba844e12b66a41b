import { readPath } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { type Answer, type Categories, createPlatform, judge, onEvents } from './platform'

interface OneTrust {
  IsAlertBoxClosed?(): unknown
  GetDomainData?(): unknown
}

/**
 * OneTrust. It tells its defaults on every page before anybody was asked: groups count once the banner is closed. Before that
 * they are a yes under its rule for an opt-out region, or one that only gives notice.
 *
 * @param groups - Ids of groups. Default: `C0004`, targeting.
 * @see https://developer.onetrust.com/onetrust/docs/javascript-events-guide
 */
export const oneTrust = (groups: Categories = 'C0004') =>
  createPlatform(groups, readGroup, onEvents('OneTrustGroupsUpdated', 'OTConsentApplied'))

const readGroup = (group: string): Answer => {
  const platform = readWindow('OneTrust') as OneTrust | undefined
  const active = String(readWindow('OnetrustActiveGroups')).split(',')
  const model = readPath(platform?.GetDomainData?.(), 'ConsentModel', 'Name')
  return judge(active.includes(group), platform?.IsAlertBoxClosed?.(), /^(opt-out|notice)/i.test(String(model)))
}
