// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { elapse } from '../../../support/unit/time'
import { click, decorated, LINKS, OTHER, pair, put, useLinks } from './links'

const { landFull } = useLinks()

describe('a form that leads to a listed domain', () => {
  const form = (attributes: string, button = '<button>Go</button>') =>
    put<HTMLFormElement>(`<form ${attributes}><input name="x" value="1">${button}</form>`)
  const submit = (target: HTMLFormElement) => {
    const event = new SubmitEvent('submit', {
      bubbles: true,
      cancelable: true,
      submitter: target.querySelector('button'),
    })
    target.dispatchEvent(event)
    return [target.getAttribute('action'), new FormData(target).get('irw_h')]
  }

  test('has it in the query of its action with POST', async () => {
    await landFull(LINKS)
    const target = form(`method="POST" action="${OTHER}"`)
    expect(submit(target)).toEqual([decorated(), null])
    await elapse(0)
    expect(target.getAttribute('action')).toBe(OTHER)
  })

  test.each(['', 'method="get"', 'method="odd"'])('has it among its fields with GET: %s', async (method) => {
    await landFull(LINKS)
    const target = form(`${method} action="${OTHER}"`)
    expect(submit(target)).toEqual([OTHER, pair().replace('irw_h=', '')])
    await elapse(0)
    expect([...new FormData(target).keys()]).toEqual(['x'])
  })

  test.each(['', 'action=""'])('leads to its own page, whatever the base, without an action: %s', async (action) => {
    await landFull(LINKS)
    document.head.innerHTML += '<base href="https://other.test/">'
    const target = form(`method="post" ${action}`)
    const before = target.getAttribute('action')
    expect(submit(target)).toEqual([before, null])
  })

  test('goes by its button', async () => {
    await landFull(LINKS)
    const target = form('action="/here"', `<button formaction="${OTHER}" formmethod="post">Go</button>`)
    submit(target)
    expect(target.querySelector('button')?.getAttribute('formaction')).toBe(decorated())
    await elapse(0)
    expect(target.querySelector('button')?.getAttribute('formaction')).toBe(OTHER)
  })

  test('may have fields that are named as what it is asked for', async () => {
    await landFull(LINKS)
    const names = ['getAttributeNode', 'append', 'action', 'method', 'submit']
    const target = form(`action="${OTHER}"`, names.map((name) => `<input name="${name}">`).join(''))
    expect(submit(target)[1]).toBe(pair().replace('irw_h=', ''))
  })

  test('may stand in an open shadow tree that the visitor has touched', async () => {
    await landFull(LINKS)
    const host = put('<div></div>', 'div')
    const tree = host.attachShadow({ mode: 'open' })
    tree.innerHTML = `<form method="post" action="${OTHER}"><button>Go</button></form>`
    const target = tree.querySelector('form')
    target?.querySelector('button')?.dispatchEvent(click({ cancelable: true }))
    const event = new SubmitEvent('submit', { bubbles: true, cancelable: true })
    target?.dispatchEvent(event)
    expect(target?.getAttribute('action')).toBe(decorated())
  })

  test.each([
    ['in a dialog', `method="dialog" action="${OTHER}"`],
    ['to another domain', 'action="https://evil.test/"'],
    ['to the page itself', ''],
  ])('has none %s', async (_, attributes) => {
    await landFull(LINKS)
    const target = form(attributes)
    const before = target.getAttribute('action')
    expect(submit(target)).toEqual([before, null])
  })

  test('has none where the page prevents it', async () => {
    await landFull(LINKS)
    document.addEventListener('submit', (event) => event.preventDefault(), { once: true })
    expect(submit(form(`action="${OTHER}"`))).toEqual([OTHER, null])
  })
})
