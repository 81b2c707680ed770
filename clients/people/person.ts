import { type EwsOptions, connectEws } from '../ews/ews-connection.js'
import { type MeetingAnswer, answerMeeting } from '../ews/operations/answer-meeting.js'
import { deleteCalendarItem } from '../ews/operations/delete-item.js'
import type { CalendarWindow } from '../ews/operations/find-item.js'
import { type FreeBusy, getUserAvailability } from '../ews/operations/get-user-availability.js'
import { systemNow } from '../time-and-chance/clock.js'
import {
  type AutomaticReplies,
  type AutomaticReplySettings,
  readAutomaticReplies,
  writeAutomaticReplies,
} from './automatic-replies.js'
import { type SeenMeeting, own, see, seeAll } from './looking.js'
import { change, schedule } from './planning.js'
import { type Invitee, type Schedule, type Scheduled, mailOf } from './schedule.js'

/** Someone with a mailbox, who works as Outlook does: over EWS with their own credentials. */
export interface Person extends AsyncDisposable {
  readonly mail: string
  /** Puts a meeting into the calendar and invites people; resolves once Exchange has accepted it. */
  schedules(meeting: Schedule): Promise<Scheduled>
  /** Changes a meeting, or a whole series, that the person organizes; everyone invited gets the update. */
  changes(meeting: Scheduled, changes: Partial<Schedule>): Promise<void>
  /** Changes one occurrence of a series, counted from 1, and leaves the others as they are. */
  changesOccurrence(meeting: Scheduled, number: number, changes: Partial<Schedule>): Promise<void>
  /** Calls a meeting or a whole series off; everyone invited gets the cancellation. */
  cancels(meeting: Scheduled): Promise<void>
  /** Answers an invitation that is in this person's calendar; the organizer gets the answer. */
  answers(meeting: Scheduled | string, answer: MeetingAnswer, text?: string): Promise<void>
  /** The meeting of that subject or UID as it is in this person's calendar now (the first of a series), or undefined. */
  sees(subjectOrUid: string): Promise<SeenMeeting | undefined>
  /** Every meeting and every occurrence of that subject or UID, in order of start. */
  seesAll(subjectOrUid: string): Promise<readonly SeenMeeting[]>
  /** Turns automatic replies on, for a time, or off. */
  setsAutomaticReplies(replies: 'off' | AutomaticReplies): Promise<void>
  /** The person's own automatic replies as they are stored. */
  automaticReplies(): Promise<AutomaticReplySettings>
  /** When people are free or busy, as far as this person may see it; one answer each, in order. */
  availability(people: readonly Invitee[], window: CalendarWindow): Promise<readonly FreeBusy[]>
}

export interface PersonOptions extends EwsOptions {
  readonly mail: string
  /** The time that "now" means to the person; default: this machine's. */
  readonly now?: () => number
}

/**
 * ```ts
 * await using alice = createPerson({ mail, url, credentials, authentication: 'ntlm', ca })
 * const meeting = await alice.schedules({ subject: 'Planning', location: '@webex', invitees: [bob] })
 * ```
 */
export function createPerson(options: PersonOptions): Person {
  const { mail } = options
  const ews = connectEws(options)
  const now = options.now ?? systemNow
  return {
    mail,
    schedules: (meeting) => schedule(ews, meeting, now()),
    changes: ({ itemId }, changes) => change(ews, { itemId }, changes),
    changesOccurrence: ({ itemId }, number, changes) => change(ews, { seriesId: itemId, number }, changes),
    cancels: ({ itemId }) => deleteCalendarItem(ews, { itemId }),
    async answers(meeting, answer, text) {
      const item = await own(ews, typeof meeting === 'string' ? meeting : meeting.uid, now())
      await answerMeeting(ews, item, { answer, text })
    },
    sees: (subjectOrUid) => see(ews, subjectOrUid, now()),
    seesAll: (subjectOrUid) => seeAll(ews, subjectOrUid, now()),
    setsAutomaticReplies: (replies) => writeAutomaticReplies(ews, mail, { replies, now: now() }),
    automaticReplies: () => readAutomaticReplies(ews, mail),
    availability: (people, window) => getUserAvailability(ews, people.map(mailOf), window),
    [Symbol.asyncDispose]: () => ews[Symbol.asyncDispose](),
  }
}
