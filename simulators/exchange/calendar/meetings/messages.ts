import { BLANK_FIELDS } from '../blank-fields.js'
import type { Changes } from '../changes.js'
import { newMessageFields } from '../mail/message-fields.js'
import type {
  EventFields,
  ItemFields,
  MeetingFields,
  MeetingMessage,
  MessageFields,
  Person,
  ResponseType,
  Unplaced,
} from '../item.js'

/** A message about a meeting, before it is delivered. */
export interface Draft {
  readonly kind: MeetingMessage['kind']
  readonly itemClass: string
  readonly subject: string
  readonly fields: Partial<ItemFields>
  readonly event: EventFields
  readonly from: Person
  /** Who sends it on behalf of `from`, when that is somebody else. */
  readonly sender?: Person | undefined
  readonly to: readonly Person[]
  readonly cc?: readonly Person[]
  readonly bcc?: readonly Person[]
  readonly meeting?: Partial<MeetingFields>
}

/** How an answer is called: its item class and what its subject begins with. @source ews.md 5.3 */
export const ANSWERS = {
  Accept: { itemClass: 'IPM.Schedule.Meeting.Resp.Pos', prefix: 'Accepted: ' },
  Tentative: { itemClass: 'IPM.Schedule.Meeting.Resp.Tent', prefix: 'Tentative: ' },
  Decline: { itemClass: 'IPM.Schedule.Meeting.Resp.Neg', prefix: 'Declined: ' },
} as const satisfies Partial<Record<ResponseType, unknown>>

export type Answer = keyof typeof ANSWERS

/** A draft as a new message. `message` are fields that only this copy has. */
export function messageOf(
  changes: Changes,
  draft: Draft,
  own: Partial<MessageFields> = {},
): Unplaced<MeetingMessage> {
  const { kind, subject, from, sender, to, cc = [], bcc = [], meeting } = draft
  const onBehalf = sender === undefined || sender.address === from.address ? {} : { sender }
  return {
    ...contentOf(draft),
    kind,
    message: { ...newMessageFields(changes, { from, to, subject }), cc, bcc, ...onBehalf, ...own },
    meeting: { hasBeenProcessed: false, ...meeting },
  }
}

/** What a draft says, whoever it goes to. */
export function contentOf({
  itemClass,
  subject,
  fields,
  event,
}: Draft): ItemFields & Pick<MeetingMessage, 'event'> {
  return {
    ...BLANK_FIELDS,
    ...fields,
    itemClass,
    subject,
    event,
  }
}
