import { expect } from 'vitest'
import { createBody } from '../../../../src/conversion/body'
import { normalize } from '../../../../src/conversion/content'
import { violations } from '../../../support/contract'

export const MAX_BYTES = 32 * 1024
export const CLICK = 'aff_01HVK6Y8Z8Q7J8J8J8J8J8J8J8'

/** The body of whatever a page passes. */
export const create = (clickId: string, conversion: unknown) => createBody(clickId, normalize(conversion))
export const bodyOf = (conversion: unknown, clickId = CLICK) => JSON.parse(create(clickId, conversion))
export const propertiesOf = (properties: unknown) => bodyOf({ properties }).properties
export const bytesOf = (text: string) => new TextEncoder().encode(text).length

/** What is wrong with a body, whatever made it. */
export function flawsOf(text: string): readonly string[] {
  const flaws = [...violations('AffiliateConversionRequest', JSON.parse(text))]
  if (bytesOf(text) > MAX_BYTES) flaws.push('over 32 KiB')
  // A half character leaves as itself or as its escape.
  if (/\p{Cs}/u.test(text) || /\\ud[89a-f]/i.test(text.replaceAll('\\\\', ''))) flaws.push('half a character')
  return flaws
}

export function expectValid(text: string): void {
  expect(flawsOf(text)).toEqual([])
}
