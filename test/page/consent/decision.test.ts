// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { newVisitor } from '../../support/unit/page'
import { SHOP, useShop } from '../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../support/unit/time'
import { expectNothingKept, open } from './consent'

const { backend, landing } = useShop()

describe('a decision', () => {
  test.each([undefined, null, 0, '', 'yes', 1, {}])('that is not true is a no: %j', async (granted) => {
    const page = await open(await landing())
    page.consent(granted as boolean)
    await elapse(5_000)
    await expectNothingKept()
  })

  test('is remembered for the whole of the 90 days', async () => {
    ;(await open(await landing())).consent(true)
    sleep(89 * DAY_MS)
    expect((await open(SHOP)).getClickId()).not.toBeNull()
    newVisitor(backend)
    ;(await open(await landing())).consent(true)
    sleep(91 * DAY_MS)
    expect((await open(SHOP)).getClickId()).toBeNull()
  })
})
