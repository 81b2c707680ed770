/** What a served person asks of calendars in the Webex app (HC-170). Texts are JWEs under `encryptionKeyUrl`. */
export type CalendarRequest = FreeBusyRequest | ScheduleRequest

interface Asked {
  readonly requestId: string
  /** The person who asks, whose mailbox is used. */
  readonly email: string
  readonly encryptionKeyUrl: string
  readonly start: number
}

export interface FreeBusyRequest extends Asked {
  readonly kind: 'freeBusy'
  readonly end: number
  readonly emails: readonly string[]
}

export interface ScheduleRequest extends Asked {
  readonly kind: 'schedule'
  readonly durationMinutes: number
  readonly subject: string
  readonly notes?: string | undefined
  readonly location?: string | undefined
  readonly attendees: readonly {
    readonly email: string
    readonly participantType: 'REQUIRED' | 'OPTIONAL' | 'RESOURCE'
  }[]
}

export type ScheduleStatus = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'noData'

export type CalendarAnswer =
  | {
      readonly calendarFreeBusyItems: readonly {
        /** JWE */
        readonly email: string
        readonly schedules: readonly {
          readonly start: string
          readonly end: string
          readonly scheduleStatus: ScheduleStatus
        }[]
      }[]
    }
  | { readonly meetingId: string; readonly globalMeetingId: string }
  /** It cannot be done, and trying again would not help. */
  | { readonly error: { readonly code: string; readonly message: string } }

/** Work that the cloud has for a node. Each request is answered once, whichever nodes try. */
export interface CalendarRequests {
  /** Waits on the server for requests other than the known ones, or for a while. */
  open(known: readonly string[], signal: AbortSignal): Promise<readonly CalendarRequest[]>
  /** Takes a request on; otherwise how long the one who has it may still work on it. */
  claim(
    requestId: string,
  ): Promise<{ readonly isOurs: true } | { readonly isOurs: false; readonly retryMs: number }>
  answer(requestId: string, answer: CalendarAnswer): Promise<void>
}
