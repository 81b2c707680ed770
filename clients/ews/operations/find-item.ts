import { formatInstant } from '../../time-and-chance/clock.js'
import { childrenAt } from '../../xml/element.js'
import { element, textElement } from '../../xml/write.js'
import { type CalendarItem, parseCalendarItem } from '../calendar-item.js'
import type { EwsConnection } from '../ews-connection.js'
import { calendarFolder, fieldUri } from '../property-paths.js'
import { requireSuccess } from '../soap.js'

const ROW = [
  'item:Subject',
  'calendar:UID',
  'calendar:Start',
  'calendar:End',
  'calendar:Location',
  'calendar:CalendarItemType',
]

/** A window of the calendar, in epoch milliseconds. Exchange refuses more than two years. */
export interface CalendarWindow {
  readonly from: number
  readonly to: number
  /** Whose calendar: of the caller, or of a mailbox that the caller may open. */
  readonly owner?: string
}

/** ews.md 4.3 · the meetings of a window with expanded occurrences: ids, kind, subject, UID, times and location only. */
export async function findCalendarItems(
  ews: EwsConnection,
  window: CalendarWindow,
): Promise<readonly CalendarItem[]> {
  const shape = element(
    'm:ItemShape',
    {},
    textElement('t:BaseShape', 'IdOnly'),
    element('t:AdditionalProperties', {}, ...ROW.map(fieldUri)),
  )
  const view = element('m:CalendarView', {
    StartDate: formatInstant(window.from),
    EndDate: formatInstant(window.to),
  })
  const parents = element('m:ParentFolderIds', {}, calendarFolder(window.owner))
  const [message] = await ews.call(element('m:FindItem', { Traversal: 'Shallow' }, shape, view, parents))
  return message ? childrenAt(requireSuccess(message), 'RootFolder', 'Items').map(parseCalendarItem) : []
}
