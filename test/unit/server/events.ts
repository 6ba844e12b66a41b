import type { LambdaEvent, LambdaEvent2 } from '../../../src/server/event'

/** What a visitor sends, before a platform makes an event of it. */
export interface Sent {
  readonly method?: string
  /** As in the address. */
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
}

const BROWSER = { Host: 'www.shop.com', Accept: 'text/html', 'X-Forwarded-Proto': 'https', 'X-Forwarded-Port': '443' }

const lists = (record: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value]]))
const orNull = <T extends object>(record: T) => (Object.keys(record).length > 0 ? record : null)

/** Of each name the last value, and all of them; decoded, or as they were sent. */
function readParameters(query: string, decode: (text: string) => string) {
  const last: Record<string, string> = {}
  const all: Record<string, string[]> = {}
  for (const pair of query.split('&').filter(Boolean)) {
    const [name = '', value = ''] = pair.split('=').map(decode)
    last[name] = value
    all[name] = [...(all[name] ?? []), value]
  }
  return { last, all }
}

/**
 * API Gateway's REST API, and its HTTP API with payload format 1.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function toGatewayEvent({ method = 'GET', query = '', headers = {} }: Sent): LambdaEvent {
  const { last, all } = readParameters(query, decodeURIComponent)
  const event = {
    version: '1.0',
    resource: '/{proxy+}',
    path: '/pricing',
    httpMethod: method,
    headers: { ...BROWSER, ...headers },
    multiValueHeaders: lists({ ...BROWSER, ...headers }),
    queryStringParameters: orNull(last),
    multiValueQueryStringParameters: orNull(all),
    pathParameters: { proxy: 'pricing' },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      domainName: 'id.execute-api.eu-central-1.amazonaws.com',
      httpMethod: method,
      identity: { sourceIp: '203.0.113.1' },
      path: '/prod/pricing',
      protocol: 'HTTP/1.1',
      stage: 'prod',
    },
    body: null,
    isBase64Encoded: false,
  }
  return event
}

/**
 * API Gateway's HTTP API with payload format 2.0, and function URLs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function toUrlEvent({ method = 'GET', query = '', headers = {} }: Sent): LambdaEvent2 {
  const { cookie, ...others } = headers
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/pricing',
    rawQueryString: query,
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(
      Object.entries({ ...BROWSER, ...others }).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    requestContext: {
      accountId: 'anonymous',
      domainName: 'id.lambda-url.eu-central-1.on.aws',
      http: { method, path: '/pricing', protocol: 'HTTP/1.1', sourceIp: '203.0.113.1', userAgent: 'a' },
      stage: '$default',
    },
    isBase64Encoded: false,
  }
  return event
}

const BALANCER = {
  elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/1' },
}

/**
 * An Application Load Balancer, which decodes nothing.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export function toBalancerEvent({ method = 'GET', query = '', headers = {} }: Sent): LambdaEvent {
  const { last } = readParameters(query, String)
  const event = {
    requestContext: BALANCER,
    httpMethod: method,
    path: '/pricing',
    queryStringParameters: last,
    headers: { ...BROWSER, ...headers },
    body: '',
    isBase64Encoded: false,
  }
  return event
}

/** The same, whose target group asks for lists: they come in the others' place. */
export function toListedBalancerEvent({ method = 'GET', query = '', headers = {} }: Sent): LambdaEvent {
  const event = {
    requestContext: BALANCER,
    httpMethod: method,
    path: '/pricing',
    multiValueQueryStringParameters: readParameters(query, String).all,
    multiValueHeaders: lists({ ...BROWSER, ...headers }),
    body: '',
    isBase64Encoded: false,
  }
  return event
}

/**
 * Netlify's functions whose handler takes an event.
 *
 * @see https://docs.netlify.com/build/functions/lambda-compatibility/
 */
export function toNetlifyEvent({ method = 'GET', query = '', headers = {} }: Sent): LambdaEvent {
  const { last, all } = readParameters(query, decodeURIComponent)
  const event = {
    path: '/pricing',
    httpMethod: method,
    rawUrl: `https://www.shop.com/pricing${query && `?${query}`}`,
    rawQuery: query,
    headers: { ...BROWSER, ...headers },
    multiValueHeaders: lists({ ...BROWSER, ...headers }),
    queryStringParameters: last,
    multiValueQueryStringParameters: all,
    body: null,
    isBase64Encoded: false,
  }
  return event
}

/** API Gateway's console, whose button for tests sends no header at all. */
export const CONSOLE_EVENT: LambdaEvent = {
  ...toGatewayEvent({}),
  headers: null,
  multiValueHeaders: null,
}
