import { put, type Write } from '../../core/index.js'
import { findSite } from '../find-site.js'
import { hydraId } from '../hydra-id.js'
import { invitePerson } from '../people/invite-person.js'
import type { Person } from '../records/people.js'
import { meetingSpaces, rooms, type Room } from '../records/spaces.js'
import { RestFault } from '../rest/rest-fault.js'
import { directRoom, isMember } from '../spaces/find-spaces.js'
import { newMembership, newRoom } from '../spaces/new-room.js'
import type { FleetContext } from './fleet-context.js'
import type { JoinDetailsRequest } from './join-details-request.js'

interface SpaceRequest {
  readonly organizer: Person
  readonly request: JoinDetailsRequest
  readonly cause: string
}

/**
 * The space of a meeting, made when it is asked for the first time, with all invitees as members. Exactly two
 * people meet in the space that is theirs anyway.
 * @source hybrid-calendar.md HC-110, HC-111, HC-116, HC-121, HC-122
 */
export async function spaceDetails(context: FleetContext, wanted: SpaceRequest): Promise<object> {
  const { core } = context
  const { request, organizer } = wanted
  const title = await open(context, request, request.subject)
  const addresses = await Promise.all(request.attendees.map((attendee) => open(context, request, attendee)))

  const invited = addresses.map((address) => invitePerson(core, address))
  const guests = [...new Map(invited.map((one) => [one.person.email, one])).values()].filter(
    ({ person }) => person.id !== organizer.id,
  )
  const known = knownRoom(context, wanted)
  const { room, writes } =
    known ?? roomFor(context, { organizer, title, guests: guests.map(({ person }) => person) })
  const joining = guests.flatMap(({ person, writes: invitations }): readonly Write[] =>
    isMember(core.world, person.id, room.id)
      ? invitations
      : [...invitations, newMembership(core, { roomId: room.id, personId: person.id }).write],
  )
  const { meetingKey } = request
  core.world.commit({
    cause: wanted.cause,
    reason: 'meeting space',
    writes: [
      ...writes,
      ...joining,
      put(meetingSpaces, { meetingKey, organizerId: organizer.id, roomId: room.id }),
    ],
  })
  return renderDetails(context, room)
}

interface Found {
  readonly room: Room
  readonly writes: readonly Write[]
}

function knownRoom(
  { core: { world } }: FleetContext,
  { organizer, request }: SpaceRequest,
): Found | undefined {
  const space = world.get(meetingSpaces, `${organizer.id}/${request.meetingKey}`)
  const room = space === undefined ? undefined : world.get(rooms, space.roomId)
  return room === undefined ? undefined : { room, writes: [] }
}

function roomFor(
  { core }: FleetContext,
  { organizer, title, guests }: { organizer: Person; title: string; guests: readonly Person[] },
): Found {
  const [only, ...more] = guests
  const creator = { creatorId: organizer.id, orgId: organizer.orgId }
  if (only === undefined || more.length > 0) return newRoom(core, { title, type: 'group', ...creator })

  const theirs = directRoom(core.world, organizer.id, only.id)
  if (theirs !== undefined) return { room: theirs, writes: [] }
  return newRoom(core, { title: only.displayName, type: 'direct', ...creator })
}

/** A field that its key does not open is not what it says it is. */
async function open(
  { kms }: FleetContext,
  { encryptionKeyUrl }: JoinDetailsRequest,
  jwe: string,
): Promise<string> {
  try {
    return await kms.decryptField(encryptionKeyUrl, jwe)
  } catch (cause) {
    throw new RestFault(422, { message: 'A field cannot be decrypted by encryptionKeyUrl.', cause })
  }
}

function renderDetails({ core }: FleetContext, room: Room): object {
  const { meeting } = room
  return {
    type: 'space',
    joinUrl: `https://${meeting.siteName}/m/${meeting.id}`,
    sipUri: `${meeting.number}@${meeting.siteName}`,
    meetingNumber: meeting.number,
    accessCode: meeting.number,
    dialIn: findSite(core, room.orgId, meeting.siteName).dialIn,
    roomId: hydraId('ROOM', room.id),
    language: 'en_US',
  }
}
