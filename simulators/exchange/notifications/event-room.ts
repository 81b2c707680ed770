import type { EwsElement, EwsObject } from '../ews/tree.js'

/** @source ews.md 4.9, 4.10: "up to 50 queued events" in one answer chunk */
export const MAX_EVENTS = 50

/**
 * How long the notifications of an envelope may be: with the rest of it they stay under 12 KB. A record of TLS holds
 * 16 KB, and an envelope that comes in two of them can lose a blank on the way. @observed ews-javascript-api
 */
const ENVELOPE_BYTES = 11_000

/** What is around the events of a subscription, and around what an element or attribute holds. */
const NOTIFICATION_BYTES = '<m:Notification><t:SubscriptionId></t:SubscriptionId></m:Notification>'.length
const TAGS_BYTES = '<t:></t:>'.length
const ATTRIBUTE_BYTES = ' =""'.length

/** How much may still be told in one answer. What comes first always has room. */
export interface EventRoom {
  /** Begins to tell a subscription. */
  begin(subscriptionId: string): void
  /** Takes the room of events that belong together, if there is enough. */
  take(events: readonly EwsElement[]): boolean
}

/** Room in an answer to GetEvents or in a push notification. */
export function roomInAnswer(): EventRoom {
  return createRoom(() => 0)
}

/** Room in an envelope of a stream. */
export function roomInEnvelope(): EventRoom {
  return createRoom(writtenBytes)
}

function createRoom(bytesOf: (event: EwsElement) => number): EventRoom {
  let events = 0
  let bytes = 0
  return {
    begin(subscriptionId) {
      bytes += NOTIFICATION_BYTES + subscriptionId.length
    },
    take(more) {
      const moreBytes = more.reduce((sum, event) => sum + bytesOf(event), 0)
      const hasRoom = events + more.length <= MAX_EVENTS && bytes + moreBytes <= ENVELOPE_BYTES
      if (events > 0 && !hasRoom) return false
      events += more.length
      bytes += moreBytes
      return true
    },
  }
}

/** How long an event is when it is written: all that it holds is ASCII, and nothing of it is escaped. */
function writtenBytes({ name, value }: EwsElement): number {
  return partBytes(name, value)
}

function partBytes(name: string, held: EwsObject[string]): number {
  if (held === undefined) return 0
  const isAttribute = name.startsWith('@')
  const around = isAttribute ? ATTRIBUTE_BYTES + name.length - 1 : TAGS_BYTES + 2 * name.length
  if (typeof held !== 'object') return around + String(held).length
  return Object.entries(held as EwsObject).reduce(
    (sum, [part, value]) => sum + partBytes(part, value),
    around,
  )
}
