import { readPath, toFields } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { whenPresent } from '../../platform/present'
import { type Answer, type Categories, createPlatform, judge } from './platform'

interface State {
  readonly entries: unknown
  addListener?(types: readonly string[], listener: () => void): void
}

/**
 * Google Consent Mode, where it is in use: Google's own tags take a type without a state for granted, here it is undecided. An
 * `update` is an answer; a default of `denied` is none, and one of `granted` is a yes of a region where nobody is asked. Google has
 * no documented way to read the state: this one is its own tags', and others read it too.
 *
 * @param types - Types of consent. Default: `ad_storage` and `ad_user_data`.
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export const googleConsentMode = (types: Categories = 'ad_storage, ad_user_data') =>
  createPlatform(types, readType, (look, asked) => {
    whenPresent(() => {
      const state = readState()
      if (!state?.addListener) return false
      state.addListener(asked, look)
      look()
      return true
    })
  })

const readState = () => readPath(readWindow('google_tag_data'), 'ics') as State | undefined

const readType = (type: string): Answer => {
  // `quiet` while it waits for an update.
  const { update, default: initial, quiet } = toFields(readPath(readState(), 'entries', type))
  return judge(update ?? initial, update !== undefined, quiet !== true)
}
