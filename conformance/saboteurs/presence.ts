import type { Fate, Sabotage } from '../relays/sabotage.js'
import type { WireRequest } from '../relays/wire.js'
import type { Saboteur } from './saboteur.js'
import { adding } from './wire-edits.js'

const REPLY = 'Gone to Zanzibar to smell the cloves.'

/** Nodes that tell something wrong about who is away. */
export const PRESENCE_SABOTEURS: readonly Saboteur[] = [
  {
    id: 'forgets-absence',
    title: 'Does not tell the cloud that somebody is away',
    turnsRed: ['HC-180/on', 'HC-182/within'],
    create: () => withholding('PUT', 200),
  },
  {
    id: 'leaves-away',
    title: 'Does not tell the cloud that somebody is back',
    turnsRed: ['HC-180/off'],
    create: () => withholding('DELETE', 204),
  },
  {
    id: 'sends-away-early',
    title: 'Does not mind when an absence begins',
    turnsRed: ['HC-182/ahead'],
    create: () => ({
      request: (request): Fate => {
        const body = request.body.replace(/"start": *"[^"]*"/, '"start":"2020-01-01T00:00:00Z"')
        return { kind: 'forwarded', request: isAbsence(request, 'PUT') ? { ...request, body } : request }
      },
    }),
  },
  {
    id: 'sends-reply',
    title: 'Sends the text of an automatic reply to the cloud',
    turnsRed: ['HC-183/texts'],
    create: () =>
      adding({
        when: (request) => isAbsence(request, 'PUT'),
        what: (request) => ({ ...request, body: request.body.replace(/\}$/, `,"reply":"${REPLY}"}`) }),
      }),
  },
]

function isAbsence({ service, method, path }: WireRequest, wanted: string): boolean {
  return service === 'cloud' && method === wanted && path.endsWith('/out-of-office')
}

function withholding(method: string, status: number): Sabotage {
  const headers = { 'content-type': 'application/json' }
  return {
    request: (request): Fate =>
      isAbsence(request, method)
        ? { kind: 'swallowed', answer: { status, headers, body: status === 204 ? '' : '{}' } }
        : { kind: 'forwarded', request },
  }
}
