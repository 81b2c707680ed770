import { z } from 'zod'
import { isConnectorError } from '../../error.js'
import type { CalendarRequests } from '../../ports/calendar-requests.js'
import { newId } from '../../time-and-chance/chance.js'
import { parseInstant } from '../../time-and-chance/instants.js'
import type { CloudClient } from './rest.js'

const instant = z.string().transform((text) => parseInstant(text) ?? 0)
const asked = { requestId: z.string(), email: z.string(), encryptionKeyUrl: z.string(), start: instant }
const request = z.discriminatedUnion('kind', [
  z.looseObject({ ...asked, kind: z.literal('freeBusy'), end: instant, emails: z.array(z.string()) }),
  z.looseObject({
    ...asked,
    kind: z.literal('schedule'),
    durationMinutes: z.number(),
    subject: z.string(),
    notes: z.string().optional(),
    location: z.string().optional(),
    attendees: z.array(
      z.looseObject({ email: z.string(), participantType: z.enum(['REQUIRED', 'OPTIONAL', 'RESOURCE']) }),
    ),
  }),
])
const claim = z.looseObject({ isGranted: z.boolean(), seconds: z.number() })
const list = z.looseObject({ requests: z.array(request) })

/** How long the server may hold the question. */
const WAIT_SECONDS = 25

export interface CalendarRequestsOptions {
  readonly client: CloudClient
  readonly base: string
  readonly nodeId: string
}

/** The requests that the cloud offers to a node. @inferred our design, published with the lab's cloud */
export function createCalendarRequests({ client, base, nodeId }: CalendarRequestsOptions): CalendarRequests {
  /** Names this run of this node: after a restart, what the former run has begun may not be finished. */
  const claimant = newId()
  return {
    open: async (known, signal) => {
      const url = `${base}/nodes/${nodeId}/calendar-requests?wait=${WAIT_SECONDS}&known=${known.join(',')}`
      return list.parse(await client.call({ method: 'GET', url, signal, longPoll: true })).requests
    },
    claim: async (requestId) => {
      const url = `${base}/calendar-requests/${requestId}/claim`
      const answer = claim.parse(await client.call({ method: 'POST', url, body: { claimant } }))
      return answer.isGranted ? { isOurs: true } : { isOurs: false, retryMs: answer.seconds * 1000 }
    },
    answer: async (requestId, answer) => {
      const url = `${base}/calendar-requests/${requestId}/answer`
      await client.call({ method: 'POST', url, body: answer }).catch(ignoreAnswered)
    },
  }
}

/** Somebody else has answered, or nobody waits any more. */
function ignoreAnswered(error: unknown): void {
  const isPast = isConnectorError(error, 'CLOUD_ERROR') && ['404', '409'].includes(error.reason ?? '')
  if (!isPast) throw error
}
