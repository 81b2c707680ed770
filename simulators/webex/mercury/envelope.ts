import type { Instant } from '../../core/index.js'

/** What happened, as a client is told: `eventType` is `calendar.meeting.create`, `encryption.kms_message` … */
export interface MercuryEvent {
  readonly eventType: string
  readonly [field: string]: unknown
}

/** The envelope of an event. It has no `type`: that would make it a message of the transport. @source webex.md 8 */
export function renderEvent(
  data: MercuryEvent,
  { id, now, sequenceNumber }: { id: string; now: Instant; sequenceNumber: number },
): object {
  return {
    id,
    data,
    timestamp: now,
    trackingId: `ROUTER_${id}`,
    alertType: 'none',
    headers: {},
    sequenceNumber,
    filterMessage: false,
    wsWriteTimestamp: now,
  }
}
