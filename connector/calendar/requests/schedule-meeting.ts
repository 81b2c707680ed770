import type { CalendarAnswer, ScheduleRequest } from '../../ports/calendar-requests.js'
import type { Attendee, NewMeeting } from '../../ports/exchange.js'
import { toMeetingId } from '../meeting-id.js'
import type { Asker } from './asker.js'

const ROLES: Readonly<Record<ScheduleRequest['attendees'][number]['participantType'], Attendee['role']>> = {
  REQUIRED: 'required',
  OPTIONAL: 'optional',
  RESOURCE: 'resource',
}

/** The answer, or how long another node may still be at it. */
export type Scheduling = { readonly answer: CalendarAnswer } | { readonly retryMs: number }

/**
 * Makes the meeting in the asker's calendar and invites everybody (HC-170), once: one node at a time holds the claim,
 * which lasts longer than a call to Exchange, and looks for what an earlier one has left before it makes anything.
 */
export async function scheduleMeeting(asker: Asker, request: ScheduleRequest): Promise<Scheduling> {
  const { services, exchange, mailbox } = asker
  const { requests } = services.fleet
  const claim = await requests.claim(request.requestId)
  if (!claim.isOurs) return claim
  let itemId = await exchange.findCreated(mailbox, request)
  if (itemId === null) {
    const meeting = await toMeeting(asker, request)
    const renewed = await requests.claim(request.requestId)
    if (!renewed.isOurs) return renewed
    itemId = await exchange.create(mailbox, meeting)
    services.steps.report('scheduled', { user: mailbox.address })
  }
  const item = await exchange.read(mailbox, itemId)
  if (item === null) {
    const message = 'The meeting was deleted before it could be reported.'
    return { answer: { error: { code: 'ErrorItemNotFound', message } } }
  }
  return { answer: { meetingId: toMeetingId(services.orgId, item.uid), globalMeetingId: item.uid } }
}

async function toMeeting({ services }: Asker, request: ScheduleRequest): Promise<NewMeeting> {
  const { requestId, subject, notes, location, start, durationMinutes } = request
  const key = await services.keys.open(request.encryptionKeyUrl)
  const open = async (jwe: string | undefined): Promise<string> => (jwe === undefined ? '' : key.decrypt(jwe))
  return {
    requestId,
    subject: await open(subject),
    notes: await open(notes),
    location: await open(location),
    start,
    end: start + durationMinutes * 60_000,
    attendees: await Promise.all(
      request.attendees.map(async ({ email, participantType }) => ({
        address: await key.decrypt(email),
        role: ROLES[participantType],
      })),
    ),
  }
}
