import { afterEach, describe, expect, test } from 'vitest'
import { SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { codes, find, land, landing, TAG, visit } from './debug'

const MARKED = { ...TAG, 'data-marked-forms': 'on' }

async function open(url: string): Promise<void> {
  await visit(url, { edition: 'full', tag: MARKED })
  await elapse(3_000)
}

async function submit(): Promise<void> {
  document.querySelector('form')?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  await elapse(0)
}

describe('of marked forms it tells', () => {
  afterEach(() => document.body.replaceChildren())

  test('that nothing reads them', async () => {
    document.body.innerHTML = '<form data-introw-conversion="/thanks"></form>'
    await land()
    expect(find('marks-off')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('affiliate.full.js') })
  })

  test('which mark says nothing, before the page goes', async () => {
    document.body.innerHTML = '<form id="lead" data-introw-conversion></form>'
    await open(await landing())
    expect(find('mark-odd')?.text).toContain('The form lead')
    expect(codes()).not.toContain('marks-off')
  })

  test('what they wait for, and what was prevented', async () => {
    document.body.innerHTML = '<form action="/sign-up" data-introw-conversion="/thanks"></form>'
    await open(await landing())
    await submit()
    expect(find('mark-waits')?.text).toContain('/thanks')
    document.addEventListener('submit', (event) => event.preventDefault(), { once: true })
    await submit()
    expect(codes()).toContain('mark-prevented')
  })

  test('which form is sent to where nobody sees the answer', async () => {
    document.body.innerHTML = '<form action="/sign-up" target="_blank" data-introw-conversion="submit"></form>'
    await open(await landing())
    await submit()
    expect(find('mark-elsewhere')?.remedy).toContain('/thanks')
  })

  test('which form the site has refused', async () => {
    document.body.innerHTML = '<form action="/sign-up" data-introw-conversion="submit"></form>'
    await open(await landing())
    await submit()
    await open(SHOP)
    expect(find('mark-refused')?.text).toContain('/sign-up')
  })

  test('nothing where there is none', async () => {
    await open(await landing())
    expect(codes().filter((code) => code.startsWith('mark'))).toEqual([])
  })
})
