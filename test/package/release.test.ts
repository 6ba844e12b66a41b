import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { closeSection, hasSection } from '../../scripts/changelog.mjs'
import { describeSteps } from '../../scripts/steps.mjs'
import { resolveVersion } from '../../scripts/version.mjs'
import { readManifest } from '../support/cdn.ts'
import { ROOT } from '../support/package.ts'

describe('the version to release', () => {
  test.each([
    ['0.1.0', undefined, false, '0.1.0'],
    ['0.1.9', 'patch', true, '0.1.10'],
    ['0.1.9', 'minor', true, '0.2.0'],
    ['0.1.9', 'major', true, '1.0.0'],
    ['9.9.9', 'patch', false, '9.9.10'],
    ['0.1.0', '0.1.0', false, '0.1.0'],
    ['0.9.0', '0.10.0', true, '0.10.0'],
  ])('after %s, with %s (released: %s), is %s', (current, wanted, isReleased, version) => {
    expect(resolveVersion(current, wanted, isReleased)).toBe(version)
  })

  test.each([
    ['0.1.0', undefined, 'is released'],
    ['0.1.0', '0.1.0', 'is not later'],
    ['0.10.0', '0.9.0', 'is not later'],
    ['0.1.0', '1.0', 'is no version'],
    ['0.1.0', 'v1.0.0', 'is no version'],
    ['0.1.0', '1.0.0-rc.1', 'is no version'],
    ['0.1.0', 'big', 'is no version'],
  ])('after %s, which is released, is not %s: it %s', (current, wanted, why) => {
    expect(() => resolveVersion(current, wanted, true)).toThrow(why)
  })
})

describe('the changelog', () => {
  const open = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n'

  test('has what was unreleased under the version and its date, and a new section above it', () => {
    const closed = closeSection(open, '0.2.0', '2026-02-03')
    expect(closed).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n- New.\n\n## 0.1.0 (2026-01-01)\n\n- Old.\n',
    )
    expect(['0.2.0', '0.1.0', '0.2', 'Unreleased'].map((version) => hasSection(closed, version))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  test('is not closed where nothing is unreleased, or where the section is missing', () => {
    const closed = closeSection(open, '0.2.0', '2026-02-03')
    expect(() => closeSection(closed, '0.3.0', '2026-03-04')).toThrow('nothing unreleased')
    expect(() => closeSection('# Changelog\n', '0.3.0', '2026-03-04')).toThrow('no section')
  })

  test('of this repository has its open section', () => {
    expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').split('## Unreleased\n')).toHaveLength(2)
  })
})

describe('the steps that are left', () => {
  test('name the pinned paths before the moving ones, and what to go back to', () => {
    const { files } = readManifest()
    const text = describeSteps({ name: '@introw/affiliate', version: '0.2.0', previous: '0.1.0', files })
    const at = (path = '') => text.indexOf(`     ${path}\n`)
    for (const { pinned, moving, latest } of Object.values(files)) {
      expect(at(pinned.path), pinned.path).toBeGreaterThan(0)
      for (const other of Object.values(files)) expect(at(moving.path)).toBeGreaterThan(at(other.pinned.path))
      if (latest) expect(at(latest.path)).toBeGreaterThan(at(moving.path))
    }
    expect(text).toContain('npm dist-tag add @introw/affiliate@0.1.0 latest')
  })
})
