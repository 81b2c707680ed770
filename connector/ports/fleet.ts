import type { Alarm } from '../management/alarm-catalogue.js'
import type { CalendarRequests } from './calendar-requests.js'
import type { JoinDetails, SpaceRequest } from './webex.js'

/** The connector-facing cloud API, `/connector/v1` (webex.md 15). */
export interface Fleet {
  config(): Promise<ClusterConfig>
  heartbeat(report: HeartbeatReport): Promise<HeartbeatAnswer>
  /** Waits on the server until assignments newer than `since` exist, or for a while. */
  assignments(since: number, signal: AbortSignal): Promise<Assignments>
  /** People the cloud wants located. */
  discoveryRequests(since: number): Promise<DiscoveryRequests>
  discovered(results: readonly DiscoveryResult[]): Promise<void>
  reportStatus(userId: string, status: UserStatus): Promise<void>
  spaceDetails(request: SpaceRequest): Promise<JoinDetails>
  publish(userId: string, meetingId: string, meeting: EncryptedMeeting): Promise<void>
  withdraw(userId: string, meetingId: string): Promise<void>
  readonly requests: CalendarRequests
  /** Null: the person is back. */
  outOfOffice(userId: string, absence: Absence | null): Promise<void>
}

/** That a person is away, and when; never why. `start` and `end` are null for one without a schedule. */
export interface Absence {
  readonly state: 'Enabled' | 'Scheduled'
  readonly start: number | null
  readonly end: number | null
  readonly externalAudience: 'None' | 'Known' | 'All'
}

export interface AssignedUser {
  readonly userId: string
  readonly email: string
}

export interface Assignments {
  readonly version: number
  readonly added: readonly AssignedUser[]
  readonly removed: readonly string[]
}

export interface DiscoveryRequests {
  readonly version: number
  readonly users: readonly AssignedUser[]
}

/** `score` -1 means that this cluster cannot serve the user (HC-229). */
export interface DiscoveryResult {
  readonly userId: string
  readonly score: number
  readonly isOperational: boolean
  readonly mailbox?: { readonly address: string; readonly ewsUrl: string }
  readonly error?: { readonly code: string; readonly message: string }
}

export type JoinTarget = 'myroom' | 'space'

export interface ClusterConfig {
  readonly configVersion: number
  /** What a bare keyword means, by lower-case keyword (HC-077). */
  readonly keywords: Readonly<Record<string, JoinTarget>>
  /** How often Exchange is asked about what it does not notify: automatic replies. */
  readonly pollMs: number
  /** Switches of the organization; one that is absent has its default, see where it is read. */
  readonly features: Readonly<Record<string, boolean>>
}

export interface UserStatus {
  readonly state: 'activated' | 'pendingActivation' | 'error' | 'deactivated'
  readonly message: {
    readonly severity: 'info' | 'warning' | 'error'
    readonly key: string
    readonly text: string
  }
  readonly lastSync: number | null
}

export interface HeartbeatReport {
  readonly sentAt: number
  readonly uptimeMs: number
  readonly state: 'initializing' | 'running' | 'stopped'
  readonly users: { readonly assigned: number; readonly activated: number; readonly error: number }
  readonly alarms: readonly Alarm[]
}

export interface HeartbeatAnswer {
  readonly nextHeartbeatMs: number
  readonly configVersion: number
}

/** A meeting as the cloud keeps it: every text in it is a JWE (webex.md 10). */
export type EncryptedMeeting = Readonly<Record<string, unknown>>
