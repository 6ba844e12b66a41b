import { attempt } from '../platform/attempt'
import { CLICK_PARAM } from '../click/id'
import { type Fields, toFields } from '../platform/fields'
import { HANDOVER_PARAM } from '../stored/handover'
import { type HeaderRecord, isText, listHeaders } from './headers'
import type { Reading } from './request'

type Values<T> = { readonly [name: string]: T | undefined } | null | undefined

/** What AWS hands a function of a request, format 1.0: API Gateway, a load balancer; and Netlify's older functions. */
export interface LambdaEvent {
  readonly httpMethod: string
  readonly path: string
  /** Netlify's alone: the whole address. */
  readonly rawUrl?: string | undefined
  readonly headers?: HeaderRecord | null | undefined
  readonly multiValueHeaders?: HeaderRecord | null | undefined
  readonly queryStringParameters?: Values<string>
  readonly multiValueQueryStringParameters?: Values<readonly string[]>
}

/** The same, format 2.0: HTTP APIs, function URLs. */
export interface LambdaEvent2 {
  readonly rawPath: string
  readonly rawQueryString: string
  readonly cookies?: readonly string[] | undefined
  readonly headers: HeaderRecord
  readonly requestContext: { readonly http: { readonly method: string } }
}

/**
 * Reads a request that is told as an event. Undefined where this is none.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-alb.html
 */
export function readEvent(event: Fields): Reading | undefined {
  const { headers, multiValueHeaders, rawUrl } = event
  const { http, domainName } = toFields(event.requestContext)
  const method = event.httpMethod ?? toFields(http).method
  if (!isText(method) || !isText(event.rawPath ?? event.path)) return undefined
  // API Gateway's console tries functions with an event whose headers are null.
  const [all, last] = [multiValueHeaders, headers].map((one) => listHeaders(one ?? {}))
  if (!all || !last || (headers === undefined && multiValueHeaders === undefined)) return undefined
  return {
    method,
    url: isText(rawUrl) ? rawUrl : `?${readQuery(event)}`,
    // Under a domain of AWS's own gateways visitors speak https and nothing else; to a load balancer perhaps not.
    scheme: isText(domainName) ? 'https' : rawUrl,
    headers: [['cookie', event.cookies ?? []], ...all, ...last],
  }
}

/** The query as it was sent, or of its decoded parameters the click's. A load balancer alone leaves their escapes in. */
function readQuery(event: Fields): string {
  if (isText(event.rawQueryString)) return event.rawQueryString
  const [all, last] = [event.multiValueQueryStringParameters, event.queryStringParameters].map(toFields)
  const encode = toFields(event.requestContext).elb ? String : encodeURIComponent
  const readPairs = (name: string) =>
    // Half a character has no escape, and is in no click id.
    [all?.[name] ?? last?.[name] ?? []].flat().map((value) => `${name}=${attempt(() => encode(String(value)), '')}`)
  return [CLICK_PARAM, HANDOVER_PARAM].flatMap(readPairs).join('&')
}
