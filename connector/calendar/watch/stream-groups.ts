import type { Mailbox } from '../../ports/exchange.js'
import { createStreamGroup, type StreamGroup, type StreamGroupOptions } from './stream-group.js'

/** Subscriptions per connection. @source ews.md 1.10, 4.9 */
const MOST_MEMBERS = 200

/** Groups by EWS address and GroupingInformation, each with room for 200 (HC-040). */
export interface StreamGroups {
  groupFor(mailbox: Mailbox): StreamGroup
}

export function createStreamGroups(options: Omit<StreamGroupOptions, 'anchor'>): StreamGroups {
  const groups = new Map<string, StreamGroup[]>()
  return {
    groupFor: (mailbox) => {
      const key = `${mailbox.ewsUrl} ${mailbox.group}`
      const existing = groups.get(key) ?? []
      const free = existing.find(({ size }) => size < MOST_MEMBERS)
      if (free !== undefined) return free
      const created = createStreamGroup({ ...options, anchor: mailbox.address })
      groups.set(key, [...existing, created])
      return created
    },
  }
}
