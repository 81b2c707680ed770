import type { DialIn } from '../../records/sites.js'
import type { MeetingInvitee } from '../../records/site-meetings.js'
import { each, field, fixed, fixedAll, group, type Fields } from '../xml/fields.js'
import { ENABLE_OPTIONS } from './enable-options.js'
import type { MeetingView } from './meeting-view.js'
import { REPEAT_FIELDS } from './repeat.js'

const INVITEE: Fields<MeetingInvitee> = [
  group('att:person', [
    field('com:name', ({ displayName }: MeetingInvitee) => displayName),
    field('com:email', ({ email }: MeetingInvitee) => email),
    fixed('com:type', 'VISITOR'),
  ]),
  fixed('att:joinStatus', 'INVITE'),
  field('att:role', ({ isCoHost }) => (isCoHost ? 'HOST' : 'ATTENDEE')),
]

const OPTIONS: Fields<MeetingView> = [
  ...Object.entries(ENABLE_OPTIONS).map(([name, content]) =>
    field(`meet:${name}`, ({ meeting }: MeetingView) => meeting.options[name] ?? content),
  ),
  field('meet:autoRecord', ({ meeting }) => meeting.options['autoRecord']),
]

const SCHEDULE: Fields<MeetingView> = [
  field('meet:startDate', ({ startDate }) => startDate),
  field('meet:timeZoneID', ({ zone }) => zone.id),
  field('meet:timeZone', ({ zone }) => zone.label),
  field('meet:duration', ({ meeting }) => meeting.durationMinutes),
  field('meet:openTime', ({ meeting }) => meeting.joinBeforeHostMinutes * 60),
  field('meet:hostWebExID', ({ meeting }) => meeting.hostWebExId),
  ...fixedAll('meet', { showFileStartMode: false, showFileContPlayFlag: false, showFileInterVal: 0 }),
  ...fixedAll('meet', { entryExitTone: 0, extNotifyTime: 0 }),
  field('meet:joinTeleconfBeforeHost', ({ meeting }) => meeting.canJoinTelephoneBeforeHost),
  fixed('meet:firstAttendeeAsPresenter', true),
]

const first =
  (tollType: DialIn['tollType']) =>
  ({ dialIn, meeting }: MeetingView): string | undefined =>
    meeting.telephony === 'CALLIN' ? dialIn.find((one) => one.tollType === tollType)?.number : undefined

const TELEPHONY: Fields<MeetingView> = [
  field('meet:telephonySupport', ({ meeting }) => meeting.telephony),
  fixed('meet:numPhoneLines', 50),
  field('meet:extTelephonyDescription', ({ meeting }) => meeting.telephonyDescription || undefined),
  ...fixedAll('meet', { enableTSP: false, intlLocalCallIn: false }),
  group('meet:callInNum', [
    field('serv:tollNum', first('toll')),
    field('serv:tollFreeNum', first('toll-free')),
  ]),
  fixed('meet:isMPAudio', true),
]

const TRACKING: Fields<MeetingView> = [
  ({ meeting }) => Object.entries(meeting.tracking).map(([name, code]) => [`com:${name}`, code] as const),
]

/** A meeting in full, in order. @source webex.md 13; @observed webex_xml_api, recorded reply of GetMeeting */
export const MEETING: Fields<MeetingView> = [
  group('meet:accessControl', [
    field('meet:listToPublic', ({ meeting }: MeetingView) => meeting.isListed),
    field('meet:isPublic', ({ meeting }: MeetingView) => meeting.isPublic),
    field('meet:meetingPassword', ({ meeting }: MeetingView) => meeting.password),
  ]),
  group('meet:metaData', [
    field('meet:confName', ({ meeting }: MeetingView) => meeting.title),
    field('meet:meetingType', ({ meeting }: MeetingView) => meeting.sessionType),
    field('meet:agenda', ({ meeting }: MeetingView) => meeting.agenda),
    fixed('meet:invitation', ''),
    fixed('meet:isInternal', false),
  ]),
  group('meet:participants', [
    field('meet:maxUserNumber', ({ meeting }: MeetingView) => meeting.maxParticipants),
    group('meet:attendees', [each('meet:attendee', ({ meeting }: MeetingView) => meeting.invitees, INVITEE)]),
  ]),
  group('meet:enableOptions', OPTIONS),
  group('meet:schedule', SCHEDULE),
  group('meet:telephony', TELEPHONY),
  group('meet:tracking', TRACKING),
  group('meet:repeat', REPEAT_FIELDS),
  group('meet:remind', []),
  group('meet:attendeeOptions', [
    ...fixedAll('meet', { request: false, registration: false, auto: false, participantLimit: 0 }),
    field('meet:excludePassword', ({ meeting }: MeetingView) => meeting.excludesPassword),
    field('meet:joinRequiresAccount', ({ meeting }: MeetingView) => meeting.requiresAccount),
  ]),
  field('meet:meetingkey', ({ meeting }) => meeting.number),
  field('meet:status', ({ status }) => status),
  ...fixedAll('meet', { hostJoined: false, participantsJoined: false, telePresence: false }),
  field('meet:hostKey', ({ meeting, isForHost }) => (isForHost ? meeting.hostKey : undefined)),
  field('meet:eventID', ({ meeting }) => meeting.eventId),
  field('meet:guestToken', ({ meeting }) => meeting.guestToken),
  fixed('meet:hostType', 1019001),
]
