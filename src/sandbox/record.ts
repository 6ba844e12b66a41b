import { isScalar } from './body'
import { isRecord } from './json'
import type { Campaign, Click, Conversion, Scalar, Submission, Via } from './model'
import type { Store } from './store'
import { createId } from './token'

/** Of what a conversion is made. */
export interface ConversionFacts {
  readonly click: Click
  readonly campaign: Campaign
  /** A body that was found to satisfy the contract. */
  readonly body: Readonly<Record<string, unknown>>
  readonly via: Via
  readonly at: number
}

/** Records the conversion of a click, and the form submission that it maps to. */
export function recordConversion({ click, campaign, body, via, at }: ConversionFacts, store: Store): Conversion {
  const email = typeof body.email === 'string' && body.email !== '' ? body.email : null
  const properties = readProperties(body.properties)
  const conversion: Conversion = {
    id: createId('conv_'),
    clickId: click.clickId,
    campaignId: campaign.id,
    formSubmissionId: createId('fsub_'),
    at,
    via,
    email,
    properties,
  }
  store.addConversion(conversion, submit(conversion, campaign))
  return conversion
}

// Object.fromEntries makes own properties of any name, `__proto__` too.
function readProperties(properties: unknown): Readonly<Record<string, Scalar>> {
  const entries = Object.entries(isRecord(properties) ? properties : {})
  return Object.fromEntries(entries.filter((entry): entry is [string, Scalar] => isScalar(entry[1])))
}

// The e-mail comes first, and no property replaces it.
function submit(conversion: Conversion, campaign: Campaign): Submission {
  const mapping = new Map(Object.entries(campaign.fieldMapping))
  const entries = Object.entries(conversion.properties)
  const mapped = entries.flatMap(([name, value]): [string, Scalar][] => {
    const field = mapping.get(name)
    return field === undefined ? [] : [[field, value]]
  })
  const email: [string, Scalar][] = conversion.email === null ? [] : [['email', conversion.email]]
  return {
    id: conversion.formSubmissionId,
    conversionId: conversion.id,
    campaignId: campaign.id,
    at: conversion.at,
    fields: Object.fromEntries(new Map([...email, ...mapped, ...email])),
    unmapped: Object.fromEntries(entries.filter(([name]) => !mapping.has(name))),
  }
}
