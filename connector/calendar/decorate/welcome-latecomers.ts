import type { CalendarItem } from '../../ports/exchange.js'
import { hasLinkOf } from '../decide/join-links.js'
import { findKeywords } from '../decide/keywords.js'
import type { UserCalendar } from '../services.js'
import { spaceDetails } from './space-details.js'

/**
 * Lets people into a meeting's space who were invited after it was made (HC-122): asking for the space again adds them.
 * Known by the meeting's key, which whoever is invited can read.
 * @inferred the documents promise it for nobody
 * @param readers who could read the meeting before this change, by id; null when it was not known
 */
export async function welcomeLatecomers(
  calendar: UserCalendar,
  item: CalendarItem,
  readers: readonly string[] | null,
): Promise<void> {
  if (readers === null || !hasLinkOf('space', item.body.content)) return
  const [use] = findKeywords(item.location)
  const now = calendar.memory.meeting(item.ref.id)?.grant?.userIds ?? []
  if (use === undefined || now.every((id) => readers.includes(id))) return
  await spaceDetails(calendar, item, use.keyword)
}
