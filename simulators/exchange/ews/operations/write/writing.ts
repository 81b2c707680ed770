import type { ActingMailbox } from '../../caller.js'
import type { OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { newAttachedItem } from '../attachments/attached-item.js'
import type { Person } from '../../../calendar/item.js'
import { personOf } from '../../../calendar/meetings/people.js'
import type { Writing } from '../properties/property.js'
import { isOf2007, readMeetingZone, readZone } from '../properties/time-zones.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'

interface Acting {
  readonly self: ActingMailbox
  readonly zones: EwsObject
  readonly owner?: Person
}

/**
 * How the values of a request are to be read. `zones` holds the `StartTimeZone` and `EndTimeZone` that the
 * same item or update sets, or the `MeetingTimeZone` of 2007: they hold for its times without a zone. `owner` is for whom
 * the caller acts, where that is not he himself. @source ews.md 1.8
 */
export function writingFor(service: Service, call: OperationCall, { self, zones, owner }: Acting): Writing {
  const { store } = service
  const meeting = isOf2007(call.requestedVersion) ? child(zones, 'MeetingTimeZone') : undefined
  const meetingTimeZone = meeting === undefined ? undefined : readMeetingZone(meeting)
  const fallback = meetingTimeZone ?? call.timeZone ?? 'UTC'
  const start = child(zones, 'StartTimeZone')
  const end = child(zones, 'EndTimeZone')
  const startZone = start === undefined ? fallback : readZone(start)
  const writing: Writing = {
    store,
    now: store.clock.now(),
    self: () => owner ?? personOf(store.recipients, self.primarySmtpAddress, self.displayName),
    startZone,
    endZone: end === undefined ? startZone : readZone(end),
    meetingTimeZone,
    attachedItem: (element) => newAttachedItem(service, element, writing),
  }
  return writing
}
