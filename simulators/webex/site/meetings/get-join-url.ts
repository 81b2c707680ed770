import { meetingLink } from '../../meetings/new-meeting.js'
import type { SiteMeeting } from '../../records/site-meetings.js'
import { refuse } from '../exceptions.js'
import { operation } from '../operation.js'
import { sitePage } from '../users/login-ticket.js'
import { field } from '../xml/fields.js'
import { group, optionalText } from '../xml/request-schema.js'
import { meetingFor } from './find-meeting.js'

interface Attendee {
  readonly attendeeName?: string | undefined
  readonly attendeeEmail?: string | undefined
  readonly meetingPW?: string | undefined
}

interface Pages {
  readonly join: string
  readonly invite: string
}

/** GetjoinurlMeeting: where somebody joins a meeting. @source webex.md 13; @observed webex_xml_api, recorded reply */
export const getJoinUrl = operation('account', {
  name: 'meeting.GetjoinurlMeeting',
  request: group({
    meetingKey: optionalText(20),
    sessionKey: optionalText(20),
    attendeeName: optionalText(128),
    attendeeEmail: optionalText(128),
    meetingPW: optionalText(64),
    RegID: optionalText(64),
  }),
  handle(call, { meetingKey, sessionKey, ...attendee }): Pages {
    const key = sessionKey ?? meetingKey
    if (key === undefined) throw refuse('invalid', { reason: 'A meeting key or session key is needed' })
    const meeting = meetingFor(call, key, 'read')
    return { join: joinPage(meeting, attendee), invite: meetingLink(meeting, 'attendee') }
  },
  answer: {
    type: 'meet:getjoinurlMeetingResponse',
    fields: [
      field('meet:joinMeetingURL', ({ join }: Pages) => join),
      field('meet:inviteMeetingURL', ({ invite }: Pages) => invite),
    ],
  },
})

/** The page of the one who asks, or of an attendee whom the request names. @inferred the second, by the URL API */
function joinPage({ siteName, number }: SiteMeeting, attendee: Attendee): string {
  const { attendeeName, attendeeEmail, meetingPW } = attendee
  if (attendeeName === undefined && attendeeEmail === undefined) {
    return sitePage(siteName, 'e.php', { AT: 'SI', MK: number })
  }
  return sitePage(siteName, 'm.php', {
    AT: 'JM',
    MK: number,
    AN: attendeeName ?? '',
    AE: attendeeEmail ?? '',
    PW: meetingPW ?? '',
  })
}
