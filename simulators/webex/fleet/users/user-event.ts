import { put, type Core, type Write } from '../../../core/index.js'
import { userEvents, type UserEvent } from '../../records/service-users.js'

type EventFacts = Pick<UserEvent, 'event' | 'message'> &
  Partial<Pick<UserEvent, 'state' | 'clusterId' | 'nodeId'>>

/** A line of the user's history. @source hybrid-calendar.md HC-247 */
export function userEvent({ ids, clock }: Core, userId: string, facts: EventFacts): Write {
  const blank = { state: null, clusterId: null, nodeId: null }
  return put(userEvents, { id: ids.uuid(), userId, at: clock.now(), ...blank, ...facts })
}
