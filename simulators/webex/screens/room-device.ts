import type { WebexClient } from '../../../clients/index.js'
import { joinTimesOnDevice } from './join-button.js'
import { type ListedMeeting, listMeetings } from './meetings-list.js'

/** What stands on the device of a meeting room now: one button to push. @source hybrid-calendar.md HC-163, HC-165 */
export interface RoomDevice {
  readonly mail: string
  /** The meetings that the room has accepted. */
  meetings(): Promise<readonly ListedMeeting[]>
  meeting(subject: string): Promise<ListedMeeting | undefined>
}

export interface RoomDeviceOptions {
  readonly mail: string
  readonly client: WebexClient
  readonly now: () => number
}

export function createRoomDevice({ mail, client, now }: RoomDeviceOptions): RoomDevice {
  const meetings = () => listMeetings({ client, now, joinTimes: joinTimesOnDevice, isShown: isAccepted })
  return {
    mail,
    meetings,
    meeting: async (subject) => (await meetings()).find(({ texts }) => texts?.subject === subject),
  }
}

function isAccepted(response: string | null): boolean {
  return response === 'ACCEPTED'
}
