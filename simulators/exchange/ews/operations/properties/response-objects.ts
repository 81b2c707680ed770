import { STATE } from '../../../calendar/meetings/invitation.js'
import type { EwsValue } from '../../tree.js'
import type { ItemView } from './view.js'

const ANSWERS = ['AcceptItem', 'TentativelyAcceptItem', 'DeclineItem'] as const
const REPLIES = ['ReplyToItem', 'ReplyAllToItem', 'ForwardItem'] as const

/** What a client may answer with, by what the item is. @inferred from ews.md 4.5 */
export function responseObjectsOf({ item }: ItemView): EwsValue {
  return { $each: namesFor(item).map((name) => ({ name, value: {} })) }
}

function namesFor(item: ItemView['item']): readonly string[] {
  if (item.kind === 'Message') return REPLIES
  const { kind, event } = item
  const isCancelled = (event.state & STATE.cancelled) !== 0
  const isReceived = (event.state & STATE.received) !== 0
  if (kind === 'MeetingResponse') return REPLIES
  if (kind === 'MeetingCancellation') return ['RemoveItem', ...REPLIES]
  if (kind === 'MeetingRequest') return [...ANSWERS, ...REPLIES]
  if (!event.isMeeting) return ['ForwardItem']
  if (!isReceived) return isCancelled ? ['ForwardItem'] : ['CancelCalendarItem', 'ForwardItem']
  return isCancelled ? ['RemoveItem', ...REPLIES] : [...ANSWERS, ...REPLIES]
}
