// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import './page/caught'
import './page/click'
import './page/consent'
import './page/conversion'
import { told } from './page/debug'
import './page/early'
import './page/fields'
import './page/full'
import './page/hubspot'
import './page/install'
import './page/key'
import './page/links'
import './page/marked'
import './page/message'
import './page/names'
import './page/network'
import './page/report'

test('every code of the table was told in one of these tests', async () => {
  const { WORDS } = await import('../../../src/debug/words')
  const { live } = await import('../../../src/debug/words/live')
  // Told by a script that the page's instance does not belong to; and of a page that is only looked at, in test/page/live.
  for (const code of ['other-build', ...Object.keys(live)]) told.add(code)
  expect(Object.keys(WORDS).filter((code) => !told.has(code))).toEqual([])
})
