// @vitest-environment node
import type { ALBEvent, APIGatewayProxyEvent, APIGatewayProxyEventV2, LambdaFunctionURLEvent } from 'aws-lambda'
import { expect, it } from 'vitest'
import { captureClick, readClickId } from '../../../src/server'
import { NAME, shop } from './entry'
import { toBalancerEvent, toGatewayEvent, toUrlEvent } from './events'

const sent = { query: 'irw_id=new', headers: { cookie: `${NAME}=old` } }

it('events are taken by the types that AWS’s functions are written with', () => {
  const gateway = toGatewayEvent(sent) as APIGatewayProxyEvent
  const http = toUrlEvent(sent) as APIGatewayProxyEventV2
  const url = toUrlEvent(sent) as LambdaFunctionURLEvent
  const balancer = toBalancerEvent(sent) as ALBEvent
  for (const event of [gateway, http, url, balancer])
    expect([captureClick(event, shop), readClickId(event)]).toEqual([expect.stringContaining('=new;'), 'old'])
})
