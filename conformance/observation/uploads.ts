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

/** A meeting object on its way to the cloud. */
export interface Upload {
  readonly exchange: WireExchange
  readonly meetingId: string
  readonly meeting: z.infer<typeof meeting>
}

/** Every meeting object that the cloud accepted, oldest first. */
export function allUploads(ledger: Ledger): readonly Upload[] {
  return meetingsSent(ledger.exchanges()).filter(({ exchange }) => isAccepted(exchange))
}

/** Every meeting object that left for the cloud, accepted or not, oldest first. */
export function meetingsSent(exchanges: readonly WireExchange[]): readonly Upload[] {
  return calls(exchanges, 'PUT').flatMap(({ exchange, meetingId }) => {
    const parsed = meeting.safeParse(parseJson(exchange.request.body))
    return parsed.success ? [{ exchange, meetingId, meeting: parsed.data }] : []
  })
}

/** Deletions of a meeting that the cloud accepted. */
export function deletionsOf(ledger: Ledger, meetingId: string): readonly WireExchange[] {
  return calls(ledger.exchanges(), 'DELETE')
    .filter((call) => call.meetingId === meetingId && isAccepted(call.exchange))
    .map((call) => call.exchange)
}

function calls(exchanges: readonly WireExchange[], method: string) {
  return exchanges.flatMap((exchange) => {
    const { request } = exchange
    const meetingId = MEETING_PATH.exec(request.path)?.[1]
    const matches = request.service === 'cloud' && request.method === method && meetingId !== undefined
    return matches ? [{ exchange, meetingId }] : []
  })
}

function isAccepted({ answer }: WireExchange): boolean {
  return answer !== undefined && answer.status < 300
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON is not an upload; the cloud has refused it already.
  }
}
