// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { elapse } from '../../../support/unit/time'
import { count, findPlatform, NOTHING, usePlatforms } from './consent'
import { loaded, make, read, tell } from './globals'

const { calls, landing, open } = usePlatforms()

describe('before an answer nothing is a yes:', () => {
  const undecided: readonly (readonly [what: string, name: string, come: () => void])[] = [
    [
      'a group of OneTrust that its rule of opt-in has on by default',
      'onetrust',
      () => {
        make({
          OneTrust: { IsAlertBoxClosed: () => false, GetDomainData: () => ({ ConsentModel: { Name: 'opt-in' } }) },
        })
        make({ OnetrustActiveGroups: ',C0001,C0004,' })
        tell(window, 'OneTrustGroupsUpdated')
      },
    ],
    [
      'what OneTrust’s settings have before its script is there',
      'onetrust',
      () => {
        make({ OneTrust: { geolocationResponse: {} }, OnetrustActiveGroups: ',C0004,' })
        tell(window, 'OneTrustGroupsUpdated')
      },
    ],
    [
      'what Usercentrics has set by itself while consent is required',
      'usercentrics 3',
      () => {
        const details = {
          consent: { type: 'IMPLICIT', required: true },
          categories: { marketing: { state: 'ALL_ACCEPTED' } },
        }
        make({ __ucCmp: { getConsentDetails: () => Promise.resolve(details) } })
        tell(window, 'UC_UI_INITIALIZED')
      },
    ],
    [
      'a category of CookieYes that is on by default under GDPR',
      'cookieyes',
      () => {
        make({
          getCkyConsent: () => ({
            activeLaw: 'gdpr',
            isUserActionCompleted: false,
            categories: { advertisement: true },
          }),
        })
        tell(document, 'cookieyes_banner_load')
      },
    ],
    [
      'what the WP Consent API says where no banner has set a type',
      'complianz',
      () => {
        make({ wp_has_consent: () => true, wp_fallback_consent_type: '' })
        tell(document, 'cmplz_fire_categories')
      },
    ],
    [
      'what Complianz says to every robot',
      'complianz',
      () => {
        make({ cmplz_has_consent: () => true, complianz: { consenttype: 'optin' } })
        tell(document, 'cmplz_fire_categories')
      },
    ],
    [
      'the object that ad blockers put in Didomi’s place',
      'didomi',
      () => {
        const yes = () => true
        make({
          Didomi: {
            isConsentRequired: () => false,
            shouldConsentBeCollected: () => false,
            getUserConsentStatusForPurpose: yes,
          },
        })
        for (const listener of read('didomiOnReady') as ((didomi: unknown) => void)[]) listener(read('Didomi'))
      },
    ],
    [
      'the framework that ad blockers put in a platform’s place',
      'tcf',
      () => {
        const data = { eventStatus: 'tcloaded', gdprApplies: false, purpose: { consents: [] } }
        make({ __tcfapi: (_: string, __: number, listener: (...args: unknown[]) => void) => listener(data, true) })
        loaded()
      },
    ],
    [
      'a yes of the framework that is none yet',
      'tcf',
      () => {
        const data = {
          cmpId: 1,
          eventStatus: 'cmpuishown',
          gdprApplies: true,
          purpose: { consents: { 1: true, 7: true } },
        }
        make({ __tcfapi: (_: string, __: number, listener: (...args: unknown[]) => void) => listener(data, true) })
        loaded()
      },
    ],
    [
      'a type of Google’s without a state, which its own tags take for granted',
      'google-consent-mode',
      () => {
        const entries = { ad_storage: { update: true } }
        make({ google_tag_data: { ics: { entries, addListener: () => {} } } })
        loaded()
      },
    ],
    [
      'a default of Google’s that waits for an update',
      'google-consent-mode',
      () => {
        const waiting = { default: true, quiet: true }
        make({
          google_tag_data: { ics: { entries: { ad_storage: waiting, ad_user_data: waiting }, addListener: () => {} } },
        })
        loaded()
      },
    ],
    [
      'Cookiebot’s object under the name of vanilla-cookieconsent’s',
      'vanilla-cookieconsent',
      () => {
        make({ CookieConsent: { consent: { marketing: true }, hasResponse: true } })
        tell(window, 'cc:onModalReady')
      },
    ],
    [
      'a category of vanilla-cookieconsent that is only ticked in advance',
      'vanilla-cookieconsent',
      () => {
        const config: Record<string, unknown> = { mode: 'opt-in', categories: { marketing: { enabled: true } } }
        make({ CookieConsent: { validConsent: () => false, getConfig: (name: string) => config[name] } })
        tell(window, 'cc:onModalReady')
      },
    ],
  ]

  test.each(undecided)('%s', async (_, name, come) => {
    const counted = count(calls)
    const page = await open(name, findPlatform(name), { url: await landing() })
    come()
    const result = page.track()
    await elapse(10_000)
    expect(counted()).toEqual(NOTHING)
    expect(await result).toMatchObject({ reason: 'undecided' })
  })
})
