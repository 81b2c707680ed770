import { formatSeconds, parseInstant } from '../../../time-and-chance/instants.js'
import { onlyMessage } from '../soap.js'
import { childrenAt, find, textAt, type XmlElement } from '../../xml.js'
import { CALENDAR } from './calendar-folder.js'

const MOST_ITEMS = 500

export interface FoundItem {
  readonly itemId: string
  readonly uid: string
  readonly start: number
  /** Occurrences and exceptions stand for their series. */
  readonly isOfSeries: boolean
}

export interface FoundPage {
  readonly items: readonly FoundItem[]
  readonly isLast: boolean
}

/** A calendar view by id, expanding series into their occurrences. @source ews.md 4.3 */
export function renderFindItem(window: { from: number; to: number }): string {
  const fields = ['calendar:UID', 'calendar:Start', 'calendar:CalendarItemType'].map(
    (uri) => `<t:FieldURI FieldURI="${uri}"/>`,
  )
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
  return {
    itemId,
    uid: textAt(item, 'UID') || itemId,
    start: parseInstant(textAt(item, 'Start')) ?? 0,
    isOfSeries: kind === 'Occurrence' || kind === 'Exception',
  }
}
