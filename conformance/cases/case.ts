import type { Person, Scheduled, SeenMeeting } from '../../clients/index.js'
import type { Check } from '../checks/check.js'
import type { Observed } from '../observation/observed.js'
import type { PersonalRoom } from '../observation/personal-room.js'
import type { Space } from '../observation/spaces.js'
import type { Upload } from '../observation/uploads.js'
import type { WireExchange } from '../relays/wire.js'

/** Who and what a case can name. */
export interface Organization {
  /** Mail addresses of the people enabled for the service, lower case. */
  readonly enabled: readonly string[]
  /** Mail addresses of workspaces. */
  readonly rooms: readonly string[]
  readonly groups: readonly string[]
  /** The Webex site: `ent-pa.webex.com`. */
  readonly siteName: string
  /** The Exchange account that the subject was given, and its password: the canary. */
  readonly serviceAccount: { readonly upn: string; readonly password: string }
}

/** What a case works with: people who act, and what can be observed. */
export interface Stage {
  readonly organization: Organization
  /** People by their first name, lower case. */
  readonly people: { readonly [name in 'alice' | 'bob' | 'carol']: Person }
  /** Epoch milliseconds. */
  readonly now: number
  /** A half hour of the coming days that no other case uses. */
  slot(): { readonly start: number; readonly end: number }
  /** Waits until the effect is there and the subject rests, or gives up when it has been silent for long. */
  settle(effect: () => Promise<boolean>): Promise<void>
  observe(): Promise<Observed>
  /** The site's record of the person's room. */
  personalRoom(person: Person): Promise<PersonalRoom | undefined>
  /** The spaces of that title that the person is a member of. */
  spaces(person: Person, title: string): Promise<readonly Space[]>
  uploads(meeting: Scheduled): readonly Upload[]
  deletions(meetingId: string): readonly WireExchange[]
  decrypt(keyUrl: string, jwe: readonly string[]): Promise<readonly (string | undefined)[]>
}

/** One scenario and what is judged of it. A case neither catches nor sleeps. */
export interface Case {
  /** `keyword/webex`: never reused. */
  readonly id: string
  readonly title: string
  play(stage: Stage): Promise<readonly Check[]>
}

/** Whether join details have been written into what a person sees: a property or a link that the person did not type. */
export function isDecorated(seen: SeenMeeting | undefined): boolean {
  return seen !== undefined && (conferenceData(seen) !== '' || /https?:\/\//i.test(seen.body.content))
}

/** The value of `TMS:ExternalConferenceData`, empty when it is not set. */
export function conferenceData(seen: SeenMeeting | undefined): string {
  return seen?.extendedProperties['TMS:ExternalConferenceData'] ?? ''
}
