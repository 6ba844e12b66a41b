import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/** The contract's schemas (Introw API 2026-05-20), as JSON Schema 2020-12, without their prose. */
export const AffiliateConversionRequest = {
  type: 'object',
  properties: {
    clickId: { type: 'string', minLength: 1, maxLength: 256 },
    publishableKey: { type: 'string', minLength: 1, maxLength: 128 },
    email: {
      anyOf: [
        {
          type: 'string',
          format: 'email',
          pattern:
            "^(?!\\.)(?!.*\\.\\.)([A-Za-z0-9_'+\\-\\.]*)[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\\-]*\\.)+[A-Za-z]{2,}$",
        },
        { type: 'string', const: '' },
      ],
    },
    properties: {
      type: 'object',
      propertyNames: { type: 'string' },
      additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'null' }] },
    },
  },
  required: ['clickId'],
  additionalProperties: false,
} as const

export const AffiliateConversionResponse = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['recorded', 'duplicate', 'ignored'] },
    conversionId: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    formSubmissionId: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
  required: ['status', 'conversionId', 'formSubmissionId'],
  additionalProperties: false,
} as const

export const PublicApiError = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' }, details: {} },
      required: ['code', 'message'],
      additionalProperties: false,
    },
  },
  required: ['error'],
  additionalProperties: false,
} as const

/** Which schema each answer of `recordAffiliateConversion` has. */
export const responses = {
  200: 'AffiliateConversionResponse',
  201: 'AffiliateConversionResponse',
  401: 'PublicApiError',
  403: 'PublicApiError',
  422: 'PublicApiError',
  429: 'PublicApiError',
  500: 'PublicApiError',
} as const

export const path = '/api/v1/affiliate/conversions'

export const schemas = { AffiliateConversionRequest, AffiliateConversionResponse, PublicApiError } as const

const ajv = addFormats.default(new Ajv2020({ allErrors: true }))
const validators = {
  AffiliateConversionRequest: ajv.compile(AffiliateConversionRequest),
  AffiliateConversionResponse: ajv.compile(AffiliateConversionResponse),
  PublicApiError: ajv.compile(PublicApiError),
}

/**
 * What is wrong with a value by one of the contract's schemas; empty if nothing is.
 *
 * @example
 * expect(violations('AffiliateConversionRequest', JSON.parse(body))).toEqual([])
 */
export function violations(schema: keyof typeof schemas, value: unknown): readonly string[] {
  const validate = validators[schema]
  if (validate(value)) return []
  const errors: readonly ErrorObject[] = validate.errors ?? []
  return errors.map(({ instancePath, message }) => `${instancePath || '/'} ${message ?? 'is wrong'}`)
}
