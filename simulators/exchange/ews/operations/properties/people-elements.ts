import type { Instant } from '../../../../core/index.js'
import { hasFeature } from '../../../versions/features.js'
import type { AttendeeRole, EventItem, Person, ProposedTime } from '../../../calendar/item.js'
import type { EwsObject, EwsValue } from '../../tree.js'
import { renderTime, renderUtc, type ItemView, type Reading } from './view.js'

/** What an attendee who has not answered shows as the time of the answer. @source ews.md 5.1 */
const NEVER = { seconds: '0001-01-01T00:00:00Z', milliseconds: '0001-01-01T00:00:00.000Z' }

/** `t:Mailbox` of somebody. */
export function mailboxElement({ name, address, mailboxType }: Person): EwsObject {
  return { Name: name, EmailAddress: address, RoutingType: 'SMTP', MailboxType: mailboxType }
}

export function organizerElement({ item }: ItemView<EventItem>): EwsValue {
  return { Mailbox: mailboxElement(item.event.organizer) }
}

/** In lists a person has only a name. @source ews.md 3.1 */
export function nameOnly(value: EwsValue): EwsValue {
  const { Mailbox } = (value ?? {}) as { readonly Mailbox?: EwsObject }
  return Mailbox === undefined ? value : { Mailbox: { Name: Mailbox['Name'] } }
}

export function attendeesElement({ item, reading }: ItemView<EventItem>, role: AttendeeRole): EwsValue {
  const found = item.event.attendees.filter((attendee) => attendee.role === role)
  if (found.length === 0) return undefined
  return {
    Attendee: found.map(({ person, response, respondedAt, proposed }) => ({
      Mailbox: mailboxElement(person),
      ResponseType: response,
      LastResponseTime: renderResponseTime(reading, respondedAt),
      ...proposedElements(reading, proposed),
    })),
  }
}

function renderResponseTime(reading: Reading, at: Instant | undefined): string {
  if (at === undefined) return reading.milliseconds ? NEVER.milliseconds : NEVER.seconds
  return renderUtc(reading, at)
}

/** @source ews.md 1.7: since 2016 */
function proposedElements(reading: Reading, proposed: ProposedTime | undefined): EwsObject {
  if (proposed === undefined || !hasFeature(reading.store.product, 'attendeeProposals')) return {}
  const { start, end } = proposed
  return { ProposedStart: renderTime(reading, start), ProposedEnd: renderTime(reading, end) }
}
