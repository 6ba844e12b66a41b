import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { land, NAME, type ServerEntry, shop } from './entry'

const NOW = Date.UTC(2026, 10, 30)
const MINUTE_MS = 60_000
const DAY_MS = 864e5
const OTHER = { domains: ['other.com', 'müller.de'] }
const HELD = `${NAME}=aff_1`
// In the middle of its way's time: the other side's clock may be before or behind.
const PAIR = `irw_h=${NOW - 91_000}.${NOW - 89 * DAY_MS}.aff_1`

const standStill = () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }))
  afterEach(() => void vi.useRealTimers())
}

/** A landing that another domain has handed a click to. */
const handed = (msAgo: number, days = 10, headers?: Record<string, string>) =>
  land(`?irw_h=${NOW - msAgo}.${NOW - days * DAY_MS}.aff_1`, headers)

export function describeHandover({ captureClick, decorate }: ServerEntry): void {
  describe('captureClick, of a click that another domain hands over,', () => {
    standStill()

    it('makes the cookie for what remains of its days', () => {
      expect(captureClick(handed(1_000), shop)).toBe(
        `${NAME}=aff_1; Max-Age=${80 * 86_400}; Path=/; Domain=shop.com; SameSite=Lax; Secure`,
      )
      expect(captureClick(handed(1_000), { ...shop, days: 30 })).toContain(`Max-Age=${20 * 86_400};`)
    })

    it.each([
      ['13 minutes ago', 13, true],
      ['later', 13.1, false],
      ['10 minutes in the future', -10, true],
      ['further off', -10.1, false],
    ])('allows either clock 10 minutes: %s', (_, minutes, isTaken) => {
      expect(captureClick(handed(minutes * MINUTE_MS, 10), shop) !== null).toBe(isTaken)
    })

    it('never makes it for longer than a new one', () => {
      expect(captureClick(handed(-5 * MINUTE_MS, -4 / 1440), shop)).toContain('Max-Age=7776000;')
    })

    it.each([
      ['whose days are over', handed(1_000, 91)],
      ['that was seen after that', handed(1_000, -1)],
      ['beside any other, since which is newer is not known', handed(1_000, 1, { cookie: `${NAME}=own` })],
      ['that the visitor has', handed(1_000, 1, { cookie: HELD })],
      ['by a POST', new Request(handed(1_000), { method: 'POST' })],
    ])('takes none %s', (_, request) => {
      expect(captureClick(request, shop)).toBeNull()
    })

    it('prefers the partner link’s', () => {
      const url = `${handed(1_000).url}&irw_id=new`
      expect(captureClick(new Request(url), shop)).toContain(`${NAME}=new; Max-Age=7776000;`)
    })

    it('takes it of a function’s event', () => {
      const event = {
        httpMethod: 'GET',
        path: '/',
        headers: {},
        queryStringParameters: { irw_h: `${NOW}.${NOW - DAY_MS}.aff 1` },
      }
      expect(captureClick(event, shop)).toContain(`${NAME}=aff%201; Max-Age=${89 * 86_400};`)
    })
  })

  describe('decorate', () => {
    standStill()

    it('adds the visitor’s click, for a day, and no other byte', () => {
      expect(decorate('https://app.other.com/p?sig=a%20b#top', HELD, OTHER)).toBe(
        `https://app.other.com/p?sig=a%20b&${PAIR}#top`,
      )
      expect(decorate(new URL('https://xn--mller-kva.de'), { headers: new Headers({ cookie: HELD }) }, OTHER)).toBe(
        `https://xn--mller-kva.de/?${PAIR}`,
      )
      expect(decorate('https://other.com/', HELD, { ...OTHER, days: 30 })).toContain(`.${NOW - 29 * DAY_MS}.`)
    })

    it('and captureClick there takes it, for a day', () => {
      const url = decorate('https://www.shop.com/', HELD, { domains: ['shop.com'] })
      expect(captureClick(new Request(url), shop)).toContain(`${NAME}=aff_1; Max-Age=86400;`)
    })

    it.each([
      '/p',
      'other.com',
      'https://evil.io/?https://other.com',
      'https://xother.com',
      'mailto:a@other.com',
      '',
      '\ud800',
    ])('gives back what is no address of these domains: %j', (url) => {
      expect(decorate(url, HELD, OTHER)).toBe(url)
    })

    it.each([null, undefined, '', 'other=1', `${NAME}=%00`])('gives back the address without a click: %j', (from) => {
      expect(decorate('https://other.com/', from, OTHER)).toBe('https://other.com/')
      expect(decorate(new URL('https://other.com'), from, OTHER)).toBe('https://other.com/')
    })

    it.each([undefined, null, 'other.com', [''], ['com'], ['https://other.com'], [undefined], {}])(
      'throws for the domains %j, with a click and without',
      (domains) => {
        for (const from of [HELD, null])
          expect(() => decorate('https://other.com/', from, { domains: domains as never })).toThrow(/^domains must be/)
      },
    )

    it.each([undefined, null, 5, {}])('throws for the url %j', (url) => {
      expect(() => decorate(url as never, HELD, OTHER)).toThrow(/^url must be/)
    })

    it('throws for what is neither a request nor a cookie', () => {
      expect(() => decorate('https://other.com/', {}, OTHER)).toThrow(/^from must be/)
      expect(() => decorate('https://other.com/', HELD, undefined as never)).toThrow(/^domains must be/)
    })
  })
}
