// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useHubSpot } from './hubspot'
import { classic, frameOf, opener, page, post, putFrame, submitted } from './messages'

const { calls, land, conversions } = useHubSpot()

const HUBSPOT = 'https://forms.hubspot.com'

describe('who is believed:', () => {
  type Sender = readonly [who: string, origin: () => string, source: () => unknown]
  const believed: readonly Sender[] = [
    ['the page itself', () => location.origin, page],
    ['a same-origin frame', () => location.origin, () => frameOf(page())],
    ['a frame in a same-origin frame', () => location.origin, () => frameOf(frameOf(page()))],
    ...[
      'https://forms.hubspot.com',
      'https://forms.hsforms.com',
      'https://forms-eu1.hsforms.com',
      'https://js.hsforms.net',
      'https://js-na2.hsforms.net',
      'https://app.hubspot.com',
    ].map((origin): Sender => [`a frame of ${origin}`, () => origin, () => putFrame(`${origin}/frame.html?id=1`)]),
    [
      'a frame in a frame of HubSpot’s',
      () => 'https://forms.hsforms.com',
      () => frameOf(putFrame('https://js.hsforms.net/frame.html')),
    ],
    ['a frame whose own redirect led elsewhere in the list', () => HUBSPOT, () => putFrame('https://js.hsforms.net/x')],
  ]
  test.each(believed)('%s', async (_who, origin, source) => {
    await land()
    post({ data: submitted(), origin: origin(), source: source() })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test.each([
    ['of HubSpot’s', HUBSPOT, `${HUBSPOT}/form`],
    ['of the same origin', 'https://www.shop.test', 'https://www.shop.test/modal'],
  ])('a frame %s that goes before its success is heard', async (_, origin, src) => {
    await land()
    const source = putFrame(src)
    for (const frame of document.querySelectorAll('iframe')) {
      frame.dispatchEvent(new Event('load'))
      frame.remove()
    }
    const gone = Object.defineProperty(source, 'parent', { value: null })
    post({ data: submitted(), origin, source: gone })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  type Forgery = readonly [who: string, origin: string, source: () => unknown]
  const forgeries: readonly Forgery[] = [
    [
      'a frame of HubSpot’s that the page has put there for somebody else',
      HUBSPOT,
      () => putFrame('https://ads.test/ad'),
    ],
    ['a frame of HubSpot’s that the page has put there without an address', HUBSPOT, () => putFrame('')],
    ['a frame of HubSpot’s that is no element of this page', HUBSPOT, () => frameOf(page())],
    ['a frame that has left HubSpot', 'https://ads.test', () => putFrame(`${HUBSPOT}/form`)],
    ['a frame of HubSpot’s in an advertisement', HUBSPOT, () => frameOf(putFrame('https://ads.test/ad'))],
    ...[
      'share.hsforms.com',
      'hubspot.com',
      'www.hubspot.com',
      'a.b-c.hubspot.com',
      'forms.a.hsforms.net',
      '1.hs-sites.com',
    ].map((host): Forgery => [
      `a frame of ${host}, where strangers publish`,
      `https://${host}`,
      () => putFrame(`https://${host}/`),
    ]),
    ['a frame of another host', 'https://evil.test', () => frameOf(page())],
    ['a frame of a sibling host', 'https://app.shop.test', () => frameOf(page())],
    ['a look-alike host', 'https://evilhubspot.com', () => frameOf(page())],
    ['a host that begins like it', 'https://hubspot.com.evil.test', () => frameOf(page())],
    ['a host with it in the middle', 'https://forms.hubspot.com.evil', () => frameOf(page())],
    ['a host with another dot', 'https://formsxhubspot.com', () => frameOf(page())],
    ['HubSpot’s host over http', 'http://forms.hubspot.com', () => frameOf(page())],
    ['HubSpot’s host on another port', 'https://forms.hubspot.com:8443', () => frameOf(page())],
    ['an origin of null', 'null', () => frameOf(page())],
    ['an empty origin', '', () => frameOf(page())],
    ['the opener', HUBSPOT, opener],
    ['a pop-up of the same origin', 'https://www.shop.test', opener],
    ['a frame of another page', HUBSPOT, () => frameOf(opener())],
    ['the page itself in HubSpot’s name', HUBSPOT, page],
    ['nobody', HUBSPOT, () => null],
    ['nobody of the same origin', 'https://www.shop.test', () => null],
    ['a port', HUBSPOT, () => new MessageChannel().port1],
    ['a host of ours', 'https://app.introw.io', () => frameOf(page())],
    ['a local host', 'http://localhost:4000', () => frameOf(page())],
  ]
  test.each(forgeries)('not %s', async (_who, origin, source) => {
    await land()
    post({ data: submitted(), origin, source: source() })
    await elapse(5_000)
    expect(calls).toEqual([])
  })

  test('and no values of a submit that came from elsewhere', async () => {
    await land()
    post({
      data: classic('onFormSubmit', [{ name: 'email', value: 'evil@evil.test' }]),
      origin: 'https://evil.test',
      source: frameOf(page()),
    })
    post({ data: classic('onFormSubmitted') })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: null }])
  })
})
