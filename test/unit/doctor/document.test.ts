// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPage } from '../../../src/doctor/document'
import { addressOf } from '../../../src/doctor/page'
import { findFormsElsewhere } from '../../../src/doctor/forms'
import { explainNoTag, findPlaceFaults } from '../../../src/doctor/install'
import { findNeighbours } from '../../../src/doctor/neighbours'
import { findSettingFaults, readSettings } from '../../../src/doctor/settings'
import { compiles } from '../../../src/doctor/compiles'
import { findStub } from '../../../src/doctor/stub'
import { findTags } from '../../../src/doctor/tag'
import { describeVendors, findRivals } from '../../../src/doctor/vendors'
import { NUM_RUNS } from '../../support/unit/runs'

const read = (text: string) => readPage(text, new URL('https://www.shop.example/demo'))

/** What a page may be made of, whole or broken. */
const PARTS = [
  ...[
    '<script ',
    'src="',
    'https://app.introw.io/affiliate.js"',
    'type="',
    'text/plain',
    '>',
    '</script>',
    '<!--',
    '-->',
  ],
  ...[
    '<form action="',
    'http://[',
    '<input type=email>',
    '<template>',
    '<svg>',
    '?',
    '#',
    '%',
    '"',
    "formId:'",
    '<meta ',
  ],
  ...[
    'data-publishable-key="pk_aff_org_demo" ',
    'data-cookie-days="',
    'data-hubspot="',
    'data-api-host="https://[x" ',
    'sk_live_0123456789',
  ],
  ...['import "', 'introw.affiliate.', '<iframe src=', 'class="wpcf7', '<base href="'],
]

describe('a page', () => {
  test('is read as browsers do, however it is written', () => {
    const page = read('<TITLE>a</TITLE><script SRC=/a.js async></script><p>b<script>1 < 2 && "</p>"</script>')
    const scripts = page.elements.filter(({ name }) => name === 'script')
    expect(scripts.map(({ attributes, text, parent }) => [...attributes, text, parent?.name])).toEqual([
      [['src', '/a.js'], ['async', ''], '', 'head'],
      ['1 < 2 && "</p>"', 'p'],
    ])
  })

  test('does not show what is in templates, comments and noscript', () => {
    const page = read(
      '<template><script src=a.js></script></template><!--b.js--><noscript><script src=c.js></script></noscript>',
    )
    expect(page.elements.map(({ name }) => name)).not.toContain('script')
    expect(page.hidden.join(' ')).toMatch(/(?=.*a\.js)(?=.*b\.js)(?=.*c\.js)/)
  })

  test('has addresses against its base', () => {
    const page = read('<base href="https://cdn.shop.example/x/">')
    expect(addressOf(page, ' a.js ')?.href).toBe('https://cdn.shop.example/x/a.js')
    for (const text of ['javascript:1', 'http://[', undefined]) expect(addressOf(page, text)).toBeUndefined()
  })

  test('that is nested without end is not read, and takes no time', () => {
    expect(read('<div>'.repeat(900)).isTooDeep).toBe(false)
    expect(read('<div>'.repeat(200_000))).toMatchObject({ isTooDeep: true, elements: [] })
  })

  test('never makes anybody throw, whatever it holds', () => {
    const part = fc.oneof(fc.constantFrom(...PARTS), fc.string({ maxLength: 5 }))
    const html = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(html, (text) => {
        const page = read(text)
        const tags = findTags(page)
        explainNoTag(page, findNeighbours(page))
        findPlaceFaults(page, tags, findStub(page, compiles))
        findFormsElsewhere(page)
        for (const tag of tags) {
          findSettingFaults(tag)
          describeVendors(page, readSettings(tag), 'full')
          findRivals(page, readSettings(tag), 'core')
        }
      }),
      { numRuns: NUM_RUNS / 10 },
    )
  })
})
