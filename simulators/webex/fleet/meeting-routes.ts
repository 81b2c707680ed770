import { z } from 'zod'
import { parseInstant, put, remove, type Core } from '../../core/index.js'
import { meetingUpload, type MeetingUpload } from '../calendar/meeting-schema.js'
import { kmsKeys } from '../records/kms.js'
import { calendarMeetings, meetingKey, type CalendarMeeting } from '../records/meetings.js'
import { people } from '../records/people.js'
import { created, noContent, ok, type Answer } from '../rest/answer.js'
import { invalid, notFound, RestFault } from '../rest/rest-fault.js'
import { machine, route, type Call, type Route } from '../rest/route.js'
import type { FleetContext } from './fleet-context.js'
import { servedUser } from './own-cluster.js'
import { FLEET_PATH } from './fleet-path.js'

const published = z.strictObject({ id: z.string() })

/** The encrypted meetings of a user. The cloud's clients are told of each change. @source webex.md 15.5 */
export function meetingRoutes({ core }: FleetContext): readonly Route[] {
  const { world } = core
  const path = `${FLEET_PATH}/users/:userId/meetings/:meetingId`

  return [
    route({
      method: 'PUT',
      path,
      summary: 'Publishes an encrypted meeting of a user, new or changed',
      access: machine,
      body: meetingUpload,
      answers: { 200: published, 201: published },
      handle: upsert,
    }),
    route({
      method: 'DELETE',
      path,
      summary: 'Withdraws a meeting of a user',
      access: machine,
      answers: { 204: null },
      handle: withdraw,
    }),
  ]

  function upsert({ body, who, param, cause }: Call<MeetingUpload, undefined>): Answer {
    const owner = servedUser(world, who(), param('userId'))
    const id = param('meetingId')
    if (body.id !== undefined && body.id !== id) throw invalid('id: is not the id in the path')
    requireKey(core, body.encryptionKeyUrl)
    const before = world.get(calendarMeetings, meetingKey(owner.id, id))
    if (before !== undefined && body.sequence < before.sequence) {
      throw new RestFault(409, { message: `The cloud has sequence ${before.sequence} of this meeting.` })
    }

    const meeting = toMeeting(core, { id, ownerId: owner.id }, body)
    const reason = before === undefined ? 'meeting created' : 'meeting updated'
    world.commit({ cause, reason, writes: [put(calendarMeetings, meeting)] })
    return before === undefined ? created({ id }) : ok({ id })
  }

  function withdraw({ who, param, cause }: Call<undefined, undefined>): Answer {
    const owner = servedUser(world, who(), param('userId'))
    const key = meetingKey(owner.id, param('meetingId'))
    if (world.get(calendarMeetings, key) === undefined) throw notFound()
    world.commit({ cause, reason: 'meeting deleted', writes: [remove(calendarMeetings, key)] })
    return noContent
  }
}

/** Refuses a key that the KMS does not have: nobody could ever read what it encrypted. */
export function requireKey({ world }: Core, keyUrl: string): void {
  if (world.get(kmsKeys, keyUrl) !== undefined) return
  throw new RestFault(422, { message: 'encryptionKeyUrl: is not a key of the key management server' })
}

function toMeeting(
  { world }: Core,
  { id, ownerId }: Pick<CalendarMeeting, 'id' | 'ownerId'>,
  { id: _, source, sequence, ...object }: MeetingUpload,
): CalendarMeeting {
  const invited = object.encryptedParticipants.map((participant) => participant.id)
  const known = [ownerId, object.organizer, ...invited.filter((person) => person !== undefined)].filter(
    (person) => world.get(people, person) !== undefined,
  )
  return {
    id,
    ownerId,
    sequence,
    start: parseInstant(object.start),
    durationMinutes: object.durationMinutes,
    audience: [...new Set(known)],
    source: { ...source, exchangeItemId: source.exchangeItemId ?? null },
    objectJson: JSON.stringify(object),
  }
}
