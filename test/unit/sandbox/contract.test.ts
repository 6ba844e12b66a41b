// @vitest-environment node
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { path, responses, schemas, violations } from '../../support/contract'

// Of the schemas as published in Introw API 2026-05-20, prose left out and keys sorted.
const PUBLISHED_SHA256 = 'dc21f7ecc766b2f0cc4fbf7c37fc52881b8c29dd1d13a920f683e2c842f3b585'

describe('the contract as written down here', () => {
  test('has the digest of the published schemas', () => {
    expect(digest({ path, responses, schemas })).toBe(PUBLISHED_SHA256)
  })

  test('is the published contract, wherever that file is at hand', () => {
    for (const file of findPublished()) expect({ path, responses, schemas }).toEqual(readPublished(file))
  })

  test.each([
    [
      'a full body',
      { clickId: 'aff_1', email: 'lead@acme.example', properties: { plan: 'pro', seats: 3, coupon: null } },
    ],
    ['a bare click id', { clickId: 'aff_1' }],
    ['an empty e-mail', { clickId: 'aff_1', email: '' }],
  ])('takes %s', (_, body) => {
    expect(violations('AffiliateConversionRequest', body)).toEqual([])
  })

  test.each([
    ['no click id', {}],
    ['an empty click id', { clickId: '' }],
    ['a click id of 257 characters', { clickId: 'a'.repeat(257) }],
    ['an unknown key', { clickId: 'aff_1', extra: 1 }],
    ['a nested property', { clickId: 'aff_1', properties: { nested: {} } }],
    ['an e-mail that only its pattern takes', { clickId: 'aff_1', email: 'lead@acme-.example' }],
    ['an e-mail that only its format takes', { clickId: 'aff_1', email: 'lead&more@acme.example' }],
  ])('does not take %s', (_, body) => {
    expect(violations('AffiliateConversionRequest', body)).not.toEqual([])
  })
})

function findPublished(): readonly string[] {
  const files: string[] = []
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    files.push(join(folder, '../shared/contract/introw-openapi.yaml'))
  }
  return files.filter((file) => existsSync(file))
}

function readPublished(file: string): unknown {
  const { paths, components } = parse(readFileSync(file, 'utf8'))
  const [route] = Object.keys(paths)
  const { post } = paths[route ?? '']
  const answers = Object.entries<{ content: Record<string, { schema: { $ref: string } }> }>(post.responses)
  return {
    path: route,
    responses: Object.fromEntries(
      answers.map(([status, { content }]) => [status, content['application/json']?.schema.$ref.split('/').at(-1)]),
    ),
    schemas: withoutProse(components.schemas),
  }
}

function withoutProse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutProse)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'description' && key !== 'example')
      .map(([key, inner]) => [key, withoutProse(inner)]),
  )
}

function digest(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
