import { formatSeconds, instant } from '../../../../core/index.js'
import type { ReadAccess } from '../../../access/permissions/index.js'
import type { WorkingHours } from '../../../calendar/availability/working-hours.js'
import type { BusyTime } from '../../../calendar/availability/busy-times.js'
import type { WallClock } from '../../../calendar/availability/clock-rules.js'
import { mergedFreeBusy } from '../../../calendar/availability/merged.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { EwsObject } from '../../tree.js'
import type { FreeBusyQuestion } from './free-busy-question.js'
import { FREE_BUSY_VIEWS, type GrantedView } from './free-busy-views.js'
import { renderWorkingHours } from './working-hours.js'

/** What is known of a calendar, and how much of it is shown. */
export interface Shown extends GrantedView {
  readonly times: readonly BusyTime[]
  readonly hours: WorkingHours
}

/** A `m:FreeBusyView`. @source ews.md 4.14; @inferred that a merged view alone goes without working hours */
export function renderFreeBusyView(
  store: CalendarStore,
  { span, clock, intervalMs }: FreeBusyQuestion,
  { times, view, access, hours }: Shown,
): EwsObject {
  const facts = FREE_BUSY_VIEWS[view]
  const details = (time: BusyTime) => (facts.details ? renderDetails(store, time, access) : undefined)
  return {
    FreeBusyViewType: [view],
    MergedFreeBusy: facts.merged ? mergedFreeBusy(times, span, intervalMs) : undefined,
    ...(facts.events
      ? {
          CalendarEventArray: { CalendarEvent: times.map((time) => renderEvent(time, clock, details(time))) },
          WorkingHours: renderWorkingHours(store, hours),
        }
      : {}),
  }
}

function renderEvent(
  { start, end, status }: BusyTime,
  clock: WallClock,
  details: EwsObject | undefined,
): EwsObject {
  return {
    StartTime: renderWallTime(clock.toWall(start)),
    EndTime: renderWallTime(clock.toWall(end)),
    BusyType: status,
    CalendarEventDetails: details,
  }
}

/** Of a private item only that it is one; its id is for those who may read it. @source ews.md 4.14 */
function renderDetails(store: CalendarStore, { item, occurrence }: BusyTime, access: ReadAccess): EwsObject {
  const { mailbox, folder, number, event, subject, sensitivity } = item
  const isPrivate = sensitivity === 'Private'
  const entryId = store.ids.entryId({ kind: 'item', mailbox, folder, number })
  const id = access === 'FullDetails' ? entryId.toString('hex').toUpperCase() : undefined
  return {
    ...(isPrivate ? {} : { ID: id, Subject: subject, Location: event.location }),
    IsMeeting: event.isMeeting,
    IsRecurring: occurrence !== undefined,
    IsException: occurrence?.exception !== undefined,
    IsReminderSet: item.reminderIsSet,
    IsPrivate: isPrivate,
  }
}

/** Times are on the clock of the request and do not say so. @source ews.md 4.14 */
function renderWallTime(wallMs: number): string {
  return formatSeconds(instant(wallMs)).replace('Z', '')
}
