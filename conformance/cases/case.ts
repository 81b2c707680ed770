import type { Person, Scheduled, SeenMeeting } from '../../clients/index.js'
import type { Check, CheckId } from '../checks/check.js'
import type { EwsCall } from '../observation/ews-call.js'
import type { Decrypt } from '../observation/meeting-object.js'
import type { Observed } from '../observation/observed.js'
import type { PersonalRoom } from '../observation/personal-room.js'
import type { Space } from '../observation/spaces.js'
import type { Upload } from '../observation/uploads.js'
import type { WireExchange, WireRequest } from '../relays/wire.js'
import type { Feature } from '../requirements/feature.js'
import type { Level } from '../requirements/requirement.js'
import type { KnownRequirementId } from '../requirements/table.js'

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

/** One node of the subject, as far as a case may disturb it. Whatever a case breaks, the runner heals after it. */
export interface StageNode {
  readonly number: number
  /** Its relays drop every connection, then accept nothing and answer nothing, whatever the node is. */
  partition(): Promise<void>
  heal(): Promise<void>
  /** False for a node that was not started by the harness. */
  readonly canKill: boolean
  /** SIGKILL; a node that cannot be killed is partitioned. Resolves once it is gone. */
  kill(): Promise<void>
  /** Starts the command again with the same document, or heals the partition of a node that cannot be killed. */
  restart(): Promise<void>
}

/** What a case works with: people who act, and what can be observed. */
export interface Stage {
  /** The level that is judged. */
  readonly level: Level
  readonly features: ReadonlySet<Feature>
  readonly nodes: readonly StageNode[]
  /** Whether a row is judged in this run. A case does not wait for the effect of a row that is not. */
  judges(id: KnownRequirementId): boolean
  readonly organization: Organization
  /** People by their first name, lower case. */
  readonly people: { readonly [name in 'alice' | 'bob' | 'carol']: Person }
  /** When the run began, epoch milliseconds. */
  readonly now: number
  /** A half hour of the coming days that no other case uses. */
  slot(): { readonly start: number; readonly end: number }
  /** Waits until the effect is there and the subject rests, or gives up when it has been silent for long. */
  settle(effect: () => Promise<boolean>): Promise<void>
  /** Waits for an effect that may come after a silence of the subject, at most so many seconds. */
  awaits(effect: () => Promise<boolean>, seconds: number): Promise<void>
  /** The present, epoch milliseconds. */
  clock(): number
  observe(): Promise<Observed>
  /** The subject's calls to Exchange up to now: what a wait looks at again and again. */
  calls(): readonly EwsCall[]
  /** The site's record of the person's room. */
  personalRoom(person: Person): Promise<PersonalRoom | undefined>
  /** The spaces of that title that the person is a member of. */
  spaces(person: Person, title: string): Promise<readonly Space[]>
  /** The spaces that two people have to themselves. */
  spacesForTwo(person: Person, other: Person): Promise<readonly Space[]>
  /** What colleagues see of a person: `OutOfOffice`, or another word. */
  presence(person: Person): Promise<string | undefined>
  /** Enables a person for the service, or takes it away, as an administrator does. */
  entitles(mail: string, enabled: boolean): Promise<void>
  /** Changes settings of the cluster in the cloud, as an administrator does. @source webex.md 15.2 */
  configures(settings: Readonly<Record<string, unknown>>): Promise<void>
  /** Asks the calendar service as the person's Webex app does. @source webex.md 10 */
  asksApp(person: Person, operation: 'freebusy' | 'calendarEvents/sync', body: object): Promise<unknown>
  /** Acts once, before the next request of the subject that matches reaches its server. */
  beforeNext(matches: (request: WireRequest) => boolean, act: () => Promise<void>): void
  uploads(meeting: Scheduled): readonly Upload[]
  /** Every meeting object that the cloud accepted, oldest first. */
  allUploads(): readonly Upload[]
  deletions(meetingId: string): readonly WireExchange[]
  readonly decrypt: Decrypt
}

/** `steady` cases are played side by side; `disturbed` ones break nodes, so they come after them, one by one. */
export type Phase = 'steady' | 'disturbed'

/** One scenario and what is judged of it. A case neither catches nor sleeps. */
export interface Case {
  /** `keyword/webex`: never reused. */
  readonly id: string
  readonly title: string
  /** Default `steady`. */
  readonly phase?: Phase
  /** Every check that `play` makes, and no other. A case none of whose checks is judged is not played. */
  readonly shows: readonly CheckId[]
  /** The level and the feature without which the case cannot be played, where its rows alone do not say so. */
  readonly level?: Level
  readonly feature?: Feature
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
