// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { Integration } from '../../../src/index'
import { KEY } from '../../support/unit/backend'
import { useShop } from '../../support/unit/shop'

const { land, landing } = useShop()

test('an integration is told when the click may be another: at a yes, a no, and a newer one', async () => {
  const heard: (string | null)[] = []
  const own: Integration = ({ getClickId, onClick }) => {
    onClick(() => {
      throw new Error('mine')
    })
    onClick(() => heard.push(getClickId()))
  }
  const { consent, getClickId } = await land({
    options: { publishableKey: KEY, consent: 'required', integrations: [own] },
  })
  expect(heard).toEqual([])
  consent(true)
  const first = getClickId()
  expect([first === null, heard.at(-1)]).toEqual([false, first])
  window.history.pushState(null, '', await landing())
  expect(getClickId()).not.toBe(first)
  expect(heard.at(-1)).toBe(getClickId())
  consent(false)
  expect(heard.at(-1)).toBeNull()
})
