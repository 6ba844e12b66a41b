// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { readPage } from '../../../src/doctor/document'
import { findRunning } from '../../../src/doctor/running'
import { findTags, findTrace } from '../../../src/doctor/tag'

const KEY = 'data-publishable-key="pk_aff_org_demo"'

const read = (text: string) => readPage(text, new URL('https://www.shop.example/demo'))

describe('a tag', () => {
  test.each([
    ['by its host', '<script src="https://app.introw.io/affiliate.js"></script>', 'core'],
    ['by its key', `<script src="/js/partner.js" ${KEY}></script>`, undefined],
    ['by a setting', '<script src="/affiliate.full.js" data-api-host="x"></script>', 'full'],
    ['by a misspelt key', '<script src="/affiliate.js" data-publishable_key="x"></script>', 'core'],
    ['by a parameter', '<script src="/affiliate.js?publishable-key=pk_x"></script>', 'core'],
    ['on a CDN of npm', '<script src="https://unpkg.com/@introw/affiliate/dist/affiliate.debug.js"></script>', 'debug'],
    ['under a base', '<base href="https://app.introw.io/"><script src="affiliate.js"></script>', 'core'],
    ['held by a platform', '<script type="text/plain" data-src="//app.introw.io/affiliate.js"></script>', 'core'],
    ['in a module', `<script type="module" ${KEY}>import '/affiliate.js'</script>`, 'core'],
  ])('is found %s', (_, html, edition) => {
    expect(findTags(read(html)).map((tag) => tag.edition)).toEqual([edition])
  })

  test.each([
    '<script src="https://cdn.other.example/affiliate.js" data-account="1"></script>',
    '<script src="https://app.introw.io/widget.js"></script>',
    '<svg><script href="https://app.introw.io/affiliate.js"/></svg>',
    '<link rel="stylesheet" href="/affiliate.css">',
    '<script src="javascript:1" data-publishable-key="pk_aff_1"></script>',
  ])('is not: %s', (html) => {
    expect(findTags(read(html))).toEqual([])
  })

  test.each([
    ['<link rel="preload" as="script" href="https://app.introw.io/affiliate.js">', 'injected'],
    ['<script>load("https://app.introw.io/affiliate.js")</script>', 'injected'],
    ['<!-- <script src="affiliate.js"> -->', 'hidden'],
    ['<p>affiliate.js</p>', undefined],
  ])('leaves a trace: %s', (html, trace) => {
    expect(findTrace(read(html))).toBe(trace)
  })

  test.each([
    ['', 'runs'],
    ['type="text/javascript"', 'runs'],
    ['type=" Text/JavaScript "', 'runs'],
    ['type="module"', 'runs'],
    ['data-cookieconsent="ignore"', 'runs'],
    ['class="optanon-category-C0004" type="text/plain"', 'wrapped'],
    ['type="text/plain"', 'wrapped'],
    ['type="litespeed/javascript"', 'delayed'],
    ['type="0a1b-text/javascript"', 'delayed'],
    ['type="text/javascript;charset=utf-8"', 'inert'],
    ['nomodule', 'inert'],
  ])('with %s %s', (attributes, state) => {
    const [element] = read(`<script src="/a.js" ${attributes}></script>`).elements.filter(
      ({ name }) => name === 'script',
    )
    expect(element && findRunning(element).state).toBe(state)
  })
})
