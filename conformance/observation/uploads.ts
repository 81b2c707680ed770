import { z } from 'zod'

import type { Ledger } from '../relays/ledger.js'
import type { WireExchange } from '../relays/wire.js'

const MEETING_PATH = /^\/connector\/v1\/users\/[^/]+\/meetings\/([^/?]+)/

/** The clear part of an uploaded meeting; everything else is ciphertext. @source webex.md 10 and 15.5 */
const meeting = z.looseObject({
  start: z.string().optional(),
  encryptionKeyUrl: z.string().optional(),
  source: z.looseObject({ iCalUid: z.string() }),
})

/** A meeting object that the cloud accepted. */
export interface Upload {
  readonly exchange: WireExchange
  readonly meetingId: string
  readonly meeting: z.infer<typeof meeting>
}

/** Uploads of the meeting with that UID, oldest first. */
export function uploadsOf(ledger: Ledger, uid: string): readonly Upload[] {
  return accepted(ledger, 'PUT').flatMap(({ exchange, meetingId }) => {
    const parsed = meeting.safeParse(parseJson(exchange.request.body))
    return parsed.success && parsed.data.source.iCalUid === uid
      ? [{ exchange, meetingId, meeting: parsed.data }]
      : []
  })
}

/** Deletions of a meeting that the cloud accepted. */
export function deletionsOf(ledger: Ledger, meetingId: string): readonly WireExchange[] {
  return accepted(ledger, 'DELETE')
    .filter((call) => call.meetingId === meetingId)
    .map((call) => call.exchange)
}

function accepted(ledger: Ledger, method: string) {
  return ledger.exchanges().flatMap((exchange) => {
    const { request, answer } = exchange
    const meetingId = MEETING_PATH.exec(request.path)?.[1]
    const matches = request.service === 'cloud' && request.method === method && meetingId !== undefined
    return matches && answer !== undefined && answer.status < 300 ? [{ exchange, meetingId }] : []
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON is not an upload; the cloud has refused it already.
  }
}
