import { systemNow } from '../time-and-chance/clock.js'
import {
  type EncryptedMeeting,
  type MeetingTexts,
  earlyJoinMinutes,
  listMeetings,
  openMeeting,
} from './calendar.js'
import { type KmsClient, createKmsClient } from './kms-client.js'
import {
  type Space,
  type WebexPerson,
  findPeople,
  listMembers,
  listSpaces,
  me,
  personByMail,
  presenceOf,
} from './people.js'
import { type WebexOptions, openSession } from './webex-session.js'

/** A Webex app or device of one account: what it can ask of the cloud, and the keys it is given. */
export interface WebexClient extends AsyncDisposable, Pick<KmsClient, 'decrypt'> {
  me(): Promise<WebexPerson>
  /** The meetings of a time, as they are stored: encrypted. Epoch milliseconds. */
  meetings(window: { readonly from: number; readonly to: number }): Promise<readonly EncryptedMeeting[]>
  /** Opens a meeting with the keys of this account; null when it does not get the key. */
  open(meeting: EncryptedMeeting): Promise<MeetingTexts | null>
  /** How many minutes early the organization lets people join; null where it has not said. */
  earlyJoinMinutes(): Promise<number | null>
  findPeople(name: string): Promise<readonly WebexPerson[]>
  personByMail(mail: string): Promise<WebexPerson | undefined>
  spaces(): Promise<readonly Space[]>
  members(spaceId: string): Promise<readonly WebexPerson[]>
  /** By UUID: `ooo` for who is out of office. Who is of another organization is left out. */
  presence(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

export function createWebexClient(options: WebexOptions): WebexClient {
  const session = openSession(options)
  const kms = createKmsClient({ session, ca: options.ca, now: options.now ?? systemNow })
  return {
    me: () => me(session),
    meetings: (window) => listMeetings(session, window),
    open: (meeting) => openMeeting(kms, meeting),
    decrypt: (keyUri, jwe) => kms.decrypt(keyUri, jwe),
    earlyJoinMinutes: () => earlyJoinMinutes(session),
    findPeople: (name) => findPeople(session, name),
    personByMail: (mail) => personByMail(session, mail),
    spaces: () => listSpaces(session),
    members: (spaceId) => listMembers(session, spaceId),
    presence: (ids) => presenceOf(session, ids),
    async [Symbol.asyncDispose]() {
      await kms[Symbol.asyncDispose]()
      await session[Symbol.asyncDispose]()
    },
  }
}
