// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { setCookie } from '../../support/unit/browser'
import { visit } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { DAY_MS, elapse, now, sleep } from '../../support/unit/time'

const { backend, sandbox, calls } = useShop()

const land = (id: string) => visit(`${SHOP}?irw_id=${id}`)

/** A visitor of a partner's, and then of a link with something else for an id. */
async function landTwice(id = 'undefined') {
  const click = await backend.click()
  await land(click)
  return { click, page: await land(id) }
}

describe('a click id that the API does not know', () => {
  test.each(['undefined', 'null', '{{click_id}}', 'aff_forged'])(
    'gives the click before it its try: %s',
    async (id) => {
      const { click, page } = await landTwice(encodeURIComponent(id))
      expect(await now(page.track({ email: EMAIL }))).toMatchObject({ status: 'recorded' })
      expect(sandbox.store.conversions).toMatchObject([{ clickId: click, email: EMAIL }])
      expect(calls).toHaveLength(2)
    },
  )

  test('does so once, and is ignored from then on', async () => {
    const { page } = await landTwice()
    await now(page.track({ email: EMAIL }))
    expect(await now(page.track({ properties: { second: true } }))).toMatchObject({ status: 'ignored', reason: 'api' })
    expect(sandbox.store.conversions).toHaveLength(1)
  })

  test('does so on a later page, and after a failure', async () => {
    const { click, page } = await landTwice()
    sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 503 })
    void page.track({ email: EMAIL })
    await elapse(1_000)
    await visit(SHOP)
    await elapse(60_000)
    expect(sandbox.store.conversions).toMatchObject([{ clickId: click, email: EMAIL }])
  })

  test('gives it to a click that another host of the site has taken', async () => {
    const click = await backend.click()
    await visit(SHOP, { before: () => setCookie(`_introw_aff=${click}; path=/; domain=shop.test`) })
    const page = await land('undefined')
    await now(page.track({ email: EMAIL }))
    expect(sandbox.store.conversions).toMatchObject([{ clickId: click }])
  })

  test('may have expired after a day, and is then the last click all the same', async () => {
    const { page } = await landTwice()
    sleep(DAY_MS + 1)
    expect(await now(page.track({ email: EMAIL }))).toMatchObject({ status: 'ignored' })
    expect(sandbox.store.conversions).toEqual([])
  })

  test('brings back no click that is past its own days', async () => {
    const click = await backend.click()
    await land(click)
    sleep(91 * DAY_MS)
    const page = await land('undefined')
    expect(await now(page.track({ email: EMAIL }))).toMatchObject({ status: 'ignored' })
    expect(calls).toHaveLength(1)
  })

  test('takes nothing from a newer click that the API knows', async () => {
    await land(await backend.click())
    const newer = await backend.click()
    const page = await land(newer)
    await now(page.track({ email: EMAIL }))
    expect(sandbox.store.conversions).toMatchObject([{ clickId: newer }])
    expect(await now(page.track({ properties: { second: true } }))).toMatchObject({ status: 'duplicate' })
    expect(sandbox.store.conversions).toHaveLength(1)
  })
})
