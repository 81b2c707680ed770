import { put } from '../../../core/index.js'
import { meetingLink, newMeeting } from '../../meetings/new-meeting.js'
import { siteMeetings, type SiteMeeting } from '../../records/site-meetings.js'
import { operation } from '../operation.js'
import { field, group, type Field } from '../xml/fields.js'
import { CREATE_REQUEST } from './meeting-request.js'
import { planMeeting } from './plan-meeting.js'

/** The calendar links of a meeting that was scheduled or changed. @source webex.md 13 */
export const CALENDAR_LINKS: Field<SiteMeeting> = group('meet:iCalendarURL', [
  field('serv:host', (meeting: SiteMeeting) => meetingLink(meeting, 'host')),
  field('serv:attendee', (meeting: SiteMeeting) => meetingLink(meeting, 'attendee')),
])

/** CreateMeeting: schedules a meeting. @source webex.md 13; @observed webex_xml_api, recorded reply */
export const createMeeting = operation('account', {
  name: 'meeting.CreateMeeting',
  request: CREATE_REQUEST,
  handle(call, request): SiteMeeting {
    const { core, cause } = call
    const meeting = newMeeting(core, planMeeting(call, request))
    core.world.commit({ cause, reason: 'meeting scheduled', writes: [put(siteMeetings, meeting)] })
    return meeting
  },
  answer: {
    type: 'meet:createMeetingResponse',
    fields: [
      field('meet:meetingkey', ({ number }: SiteMeeting) => number),
      CALENDAR_LINKS,
      field('meet:guestToken', ({ guestToken }: SiteMeeting) => guestToken),
    ],
  },
})
