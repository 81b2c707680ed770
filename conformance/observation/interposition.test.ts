import { expect, it } from 'vitest'

import type { WireRequest } from '../relays/wire.js'
import { createInterposition } from './interposition.js'

function request(body: string): WireRequest {
  return { service: 'exchange', node: 1, connection: 1, method: 'POST', path: '/', headers: {}, body }
}

it('acts before the next request that matches, once, and lets every request go on', async () => {
  const { sabotage, beforeNext } = createInterposition({})
  const acts: string[] = []
  beforeNext(
    ({ body }) => body === 'b',
    () => Promise.resolve(void acts.push('acted')),
  )

  const fates = [
    await sabotage.request?.(request('a')),
    await sabotage.request?.(request('b')),
    await sabotage.request?.(request('b')),
  ]

  expect(acts).toEqual(['acted'])
  expect(fates.map((fate) => fate?.kind)).toEqual(['forwarded', 'forwarded', 'forwarded'])
})

it('leaves the fate of a request to the sabotage', async () => {
  const answer = { status: 503, headers: {}, body: '' }
  const { sabotage } = createInterposition({ request: () => ({ kind: 'swallowed', answer }) })

  expect(await sabotage.request?.(request('a'))).toEqual({ kind: 'swallowed', answer })
})
