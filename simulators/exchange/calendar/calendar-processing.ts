import type { RecipientKind } from '../../directory/recipients/recipient.js'

/**
 * How a mailbox treats what arrives about meetings, by the parameters of Set-CalendarProcessing. People and groups
 * are named by any identity that the directory resolves. @source MS documentation of Set-CalendarProcessing
 */
export interface CalendarProcessing extends CalendarAttendant, ResourceBooking {
  /** `AutomateProcessing`: None, the Calendar Attendant alone, or also the one that books resources. */
  readonly automate: 'None' | 'AutoUpdate' | 'AutoAccept'
}

/** What the Calendar Attendant does in every mailbox. */
export interface CalendarAttendant {
  readonly addNewRequestsTentatively: boolean
  readonly processExternalMeetingMessages: boolean
  readonly removeForwardedMeetingNotifications: boolean
  readonly removeOldMeetingMessages: boolean
}

/** What is asked before a resource is booked, and what is kept of a request then. */
export interface ResourceBooking extends BookingRules, BookingPolicy, KeptInResource {
  readonly addAdditionalResponse: boolean
  readonly additionalResponse: string
  /** Whether answers say why. */
  readonly enableResponseDetails: boolean
  /** Whether a conflict is told with who has the resource. */
  readonly organizerInfo: boolean
}

/** What makes a request be out of policy. */
export interface BookingRules {
  readonly allowConflicts: boolean
  readonly conflictPercentageAllowed: number
  readonly maximumConflictInstances: number
  readonly allowRecurringMeetings: boolean
  /** How far ahead: 0 is today. */
  readonly bookingWindowInDays: number
  /** Whether a series that goes on after the window is refused, or shortened. */
  readonly enforceSchedulingHorizon: boolean
  /** 0 is as long as one likes. */
  readonly maximumDurationInMinutes: number
  readonly minimumDurationInMinutes: number
  readonly scheduleOnlyDuringWorkHours: boolean
  readonly enforceCapacity: boolean
}

/** Who may book, by himself or with the approval of a delegate. */
export interface BookingPolicy {
  readonly allBookInPolicy: boolean
  readonly bookInPolicy: readonly string[]
  readonly allRequestInPolicy: boolean
  readonly requestInPolicy: readonly string[]
  readonly allRequestOutOfPolicy: boolean
  readonly requestOutOfPolicy: readonly string[]
  readonly resourceDelegates: readonly string[]
  readonly forwardRequestsToDelegates: boolean
  /** Whether what waits for a delegate shows as tentative, or as free. */
  readonly tentativePendingApproval: boolean
}

/** What of a request stays in the calendar of a resource. */
export interface KeptInResource {
  readonly deleteAttachments: boolean
  readonly deleteComments: boolean
  readonly deleteSubject: boolean
  readonly addOrganizerToSubject: boolean
  readonly removePrivateProperty: boolean
}

/** The product's defaults. @source MS documentation of Set-CalendarProcessing, ews.md 5.4 */
const DEFAULTS: CalendarProcessing = {
  automate: 'AutoUpdate',
  addNewRequestsTentatively: true,
  processExternalMeetingMessages: false,
  removeForwardedMeetingNotifications: false,
  removeOldMeetingMessages: true,
  addAdditionalResponse: false,
  additionalResponse: '',
  enableResponseDetails: true,
  organizerInfo: true,
  allowConflicts: false,
  conflictPercentageAllowed: 0,
  maximumConflictInstances: 0,
  allowRecurringMeetings: true,
  bookingWindowInDays: 180,
  enforceSchedulingHorizon: true,
  maximumDurationInMinutes: 1440,
  minimumDurationInMinutes: 0,
  scheduleOnlyDuringWorkHours: false,
  enforceCapacity: false,
  allBookInPolicy: true,
  bookInPolicy: [],
  allRequestInPolicy: false,
  requestInPolicy: [],
  allRequestOutOfPolicy: false,
  requestOutOfPolicy: [],
  resourceDelegates: [],
  forwardRequestsToDelegates: true,
  tentativePendingApproval: true,
  deleteAttachments: true,
  deleteComments: true,
  deleteSubject: true,
  addOrganizerToSubject: true,
  removePrivateProperty: true,
}

/** Resources made in the admin center accept by themselves. @source MS documentation of Set-CalendarProcessing */
export function defaultProcessing(kind: RecipientKind): CalendarProcessing {
  const isResource = kind === 'room' || kind === 'equipment'
  return { ...DEFAULTS, automate: isResource ? 'AutoAccept' : 'AutoUpdate' }
}
