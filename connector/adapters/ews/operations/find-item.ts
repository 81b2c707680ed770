import type { FoundOccurrence } from '../../../ports/exchange.js'
import { formatSeconds, parseInstant } from '../../../time-and-chance/instants.js'
import { onlyMessage } from '../soap.js'
import { childrenAt, find, textAt, type XmlElement } from '../../xml.js'
import { CALENDAR } from './calendar-folder.js'

const MOST_ITEMS = 500
const FIELDS = [
  'calendar:UID',
  'calendar:Start',
  'calendar:End',
  'calendar:OriginalStart',
  'calendar:IsMeeting',
  'calendar:CalendarItemType',
  'calendar:MyResponseType',
] as const
/** @inferred Unknown says nothing: some versions say it of appointments, and of meetings of one's own. */
const ANSWERS: ReadonlySet<string> = new Set(['NoResponseReceived', 'Accept', 'Tentative', 'Decline'])

export interface FoundItem extends FoundOccurrence {
  readonly uid: string
  /** An occurrence or exception. */
  readonly isOfSeries: boolean
  /** Somebody else's meeting, to which the person is invited. */
  readonly isCopy: boolean
}

export interface FoundPage {
  readonly items: readonly FoundItem[]
  readonly isLast: boolean
}

/** A calendar view by id, expanding series into their occurrences. @source ews.md 4.3 */
export function renderFindItem(window: { from: number; to: number }): string {
  const fields = FIELDS.map((uri) => `<t:FieldURI FieldURI="${uri}"/>`)
  return (
    '<m:FindItem Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>' +
    `<t:AdditionalProperties>${fields.join('')}</t:AdditionalProperties></m:ItemShape>` +
    `<m:CalendarView MaxEntriesReturned="${MOST_ITEMS}" StartDate="${formatSeconds(window.from)}" EndDate="${formatSeconds(window.to)}"/>` +
    `<m:ParentFolderIds>${CALENDAR}</m:ParentFolderIds></m:FindItem>`
  )
}

export function parseFindItem(response: XmlElement): FoundPage {
  const root = find(onlyMessage(response), 'RootFolder')
  if (root === null) return { items: [], isLast: true }
  return {
    items: childrenAt(root, ['Items'], 'CalendarItem').map(parseItem),
    isLast: root.attributes['IncludesLastItemInRange'] !== 'false',
  }
}

function parseItem(item: XmlElement): FoundItem {
  const itemId = find(item, 'ItemId')?.attributes['Id'] ?? ''
  const kind = textAt(item, 'CalendarItemType')
  const start = parseInstant(textAt(item, 'Start')) ?? 0
  return {
    itemId,
    uid: textAt(item, 'UID') || itemId,
    start,
    end: parseInstant(textAt(item, 'End')) ?? start,
    originalStart: parseInstant(textAt(item, 'OriginalStart')) ?? start,
    isException: kind === 'Exception',
    isOfSeries: kind === 'Occurrence' || kind === 'Exception',
    isCopy: textAt(item, 'IsMeeting') === 'true' && ANSWERS.has(textAt(item, 'MyResponseType')),
  }
}
