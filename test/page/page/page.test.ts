// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { runStub } from '../instance/stub'
import { KEY } from '../../support/unit/backend'
import { cookieWrites, define } from '../../support/unit/browser'
import { affiliate, arrive, importNpm, loadTag, visit } from '../../support/unit/page'
import { SHOP, useShop } from '../../support/unit/shop'
import { elapse, endOfTask } from '../../support/unit/time'

const { landing } = useShop()

describe('a page', () => {
  test('has no listener for unload or beforeunload', async () => {
    const types: string[] = []
    await visit(await landing(), {
      before: () => {
        for (const target of [window, document]) {
          const add = target.addEventListener.bind(target)
          define(target, 'addEventListener', {
            writable: true,
            value: (type: string, listener: EventListener) => (types.push(type), add(type, listener)),
          })
        }
      },
    })
    await affiliate().track()
    await elapse(10_000)
    expect(types).toContain('pagehide')
    expect(types.filter((type) => /unload/.test(type))).toEqual([])
  })

  test('that is left before load keeps its click', async () => {
    const url = await landing()
    await visit(url, { isLoading: true })
    expect(`${SHOP}?irw_id=${(await visit(SHOP)).getClickId()}`).toBe(url)
  })

  test('keeps its click by the end of the task that starts it, whatever that does to the address', async () => {
    await arrive(`${SHOP}?irw_id=mine`, { isLoading: true })
    const { init } = await importNpm()
    init({ publishableKey: KEY })
    history.replaceState(null, '', '/app')
    await endOfTask()
    expect(document.cookie).toBe('_introw_aff=mine')
  })

  test('that says no at once, by the stub, is written to by nobody', async () => {
    await arrive(await landing())
    runStub()
    affiliate().consent(false)
    await loadTag()
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
    expect(localStorage).toHaveLength(0)
  })

  test('takes a click that only its navigation entry knows when it is hidden before an idle moment', async () => {
    const url = await landing()
    await visit(SHOP, { isLoading: true, navigation: url })
    expect(document.cookie).toBe('')
    window.dispatchEvent(new Event('pagehide'))
    expect(document.cookie).toContain('_introw_aff=')
  })
})
