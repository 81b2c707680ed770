import type { Schedule, Scheduled } from '../../clients/index.js'
import { LabError } from '../core/index.js'

/** How to join somebody's personal room. */
export interface RoomDetails {
  readonly url: string
  /** `alice@ent-pa.webex.com` */
  readonly sipAddress: string
}

/**
 * The plug-in of Outlook that schedules Webex meetings without any connector: it writes how to join into the invitation
 * itself, and the video address into `UCCapabilities`.
 * @source seed 002; hybrid-calendar.md HC-096, HC-173. @inferred the property's form: the bare SIP URI
 */
export interface ProductivityTools<Meeting extends Scheduled> {
  /** Schedules a meeting in the person's own room. @throws LabError PERSONAL_ROOM_NONE */
  schedules(meeting: Schedule): Promise<Meeting>
}

export interface ProductivityToolsOptions<Meeting extends Scheduled> {
  readonly person: { readonly mail: string; schedules(meeting: Schedule): Promise<Meeting> }
  readonly personalRoom: () => RoomDetails | undefined
}

export function createProductivityTools<Meeting extends Scheduled>({
  person,
  personalRoom,
}: ProductivityToolsOptions<Meeting>): ProductivityTools<Meeting> {
  return {
    async schedules(meeting) {
      const room = personalRoom()
      if (room === undefined) throw withoutRoom(person.mail)
      return person.schedules({
        ...meeting,
        body: { type: 'Text', content: `${textOf(meeting)}${invitation(room)}` },
        extendedProperties: { ...meeting.extendedProperties, UCCapabilities: `sip:${room.sipAddress}` },
      })
    },
  }
}

function textOf({ body }: Schedule): string {
  const text = typeof body === 'string' ? body : (body?.content ?? '')
  return text === '' ? '' : `${text}\n\n`
}

function invitation({ url, sipAddress }: RoomDetails): string {
  return `Join Webex meeting\n${url}\n\nJoin from a video system\nDial ${sipAddress}\n`
}

function withoutRoom(mail: string): LabError {
  return new LabError('PERSONAL_ROOM_NONE', {
    message: `${mail} has no personal room to meet in.`,
    hint: 'Give them one, or let somebody else schedule.',
  })
}
