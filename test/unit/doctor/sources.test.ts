// @vitest-environment node
import { expect, test } from 'vitest'
import { matchesSource } from '../../../src/doctor/sources'

const PAGE = new URL('https://www.shop.example/demo')
const SCRIPT = new URL('https://app.introw.io/affiliate.js')

test.each([
  ['*', true],
  ['https:', true],
  ['HTTPS:', true],
  ['http:', true],
  ['wss:', false],
  ['data:', false],
  ['app.introw.io', true],
  ['APP.introw.io', true],
  ['introw.io', false],
  ['*.introw.io', true],
  ['*.app.introw.io', false],
  ['*.io', true],
  ['https://app.introw.io', true],
  ['http://app.introw.io', true],
  ['https://app.introw.io:443', true],
  ['https://app.introw.io:8443', false],
  ['app.introw.io:*', true],
  ['http://app.introw.io:80', true],
  ['https://app.introw.io/', true],
  ['https://app.introw.io/affiliate.js', true],
  ['https://app.introw.io/%61ffiliate.js', true],
  ['https://app.introw.io/affiliate', false],
  ['https://app.introw.io/affiliate/', false],
  ['https://app.introw.io/affiliate.js?v=1', false],
  ["'self'", false],
  ["'none'", false],
  ['https//app.introw.io', false],
  ['', false],
])('%s allows https://app.introw.io/affiliate.js: %s', (source, isMatch) => {
  expect(matchesSource(source, SCRIPT, PAGE)).toBe(isMatch)
})

test.each([
  ["'self'", 'https://www.shop.example/a', 'https://www.shop.example/', true],
  ["'SELF'", 'https://www.shop.example/a', 'https://www.shop.example/', true],
  ["'self'", 'https://www.shop.example/a', 'http://www.shop.example/', true],
  ["'self'", 'http://www.shop.example/a', 'https://www.shop.example/', false],
  ["'self'", 'https://shop.example/a', 'https://www.shop.example/', false],
  ["'self'", 'https://www.shop.example:8443/a', 'https://www.shop.example/', false],
  ['api.introw.io', 'http://api.introw.io/', 'https://www.shop.example/', false],
  ['api.introw.io', 'http://api.introw.io/', 'http://www.shop.example/', true],
  ['api.introw.io', 'https://api.introw.io/', 'http://www.shop.example/', true],
  ['localhost:4001', 'http://localhost:4001/', 'http://localhost:4000/', true],
  ['localhost', 'http://localhost:4001/', 'http://localhost:4000/', false],
])('%s allows %s on %s: %s', (source, url, page, isMatch) => {
  expect(matchesSource(source, new URL(url), new URL(page))).toBe(isMatch)
})
