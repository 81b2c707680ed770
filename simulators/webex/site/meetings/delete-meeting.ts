import { remove, utcFields, instant } from '../../../core/index.js'
import { endOf } from '../../meetings/meeting-state.js'
import { siteMeetings } from '../../records/site-meetings.js'
import { operation } from '../operation.js'
import { sitePage } from '../users/login-ticket.js'
import { field, group } from '../xml/fields.js'
import { group as elements, text } from '../xml/request-schema.js'
import { meetingFor } from './find-meeting.js'
import { viewMeeting, type MeetingView } from './meeting-view.js'

/** DelMeeting. Its links take the meeting out of a calendar. @source webex.md 13; @observed webex_xml_api, recorded reply */
export const deleteMeeting = operation('account', {
  name: 'meeting.DelMeeting',
  request: elements({ meetingKey: text(20) }),
  handle(call, { meetingKey }) {
    const { core, cause } = call
    const meeting = meetingFor(call, meetingKey, 'act')
    core.world.commit({ cause, reason: 'meeting deleted', writes: [remove(siteMeetings, meeting.id)] })
    return viewMeeting(call, meeting)
  },
  answer: {
    type: 'meet:delMeetingResponse',
    fields: [
      group('meet:iCalendarURL', [
        field('serv:host', (view: MeetingView) => cancellationLink(view, 'CMC')),
        field('serv:attendee', (view: MeetingView) => cancellationLink(view, 'MC')),
      ]),
    ],
  },
})

const two = (value: number) => String(value).padStart(2, '0')

/** `2016-07-20-15-30-00` */
function linkTime(wallMs: number): string {
  const { year, month, day, hour, minute, second } = utcFields(instant(wallMs))
  return [year, ...[month, day, hour, minute, second].map(two)].join('-')
}

/** @inferred what the numbers stand for: `LD` and `RD` the language and the region of the site */
function cancellationLink({ meeting, zone, zones }: MeetingView, kind: 'CMC' | 'MC'): string {
  const title = [...Buffer.from(meeting.title)].map((byte) =>
    byte.toString(16).toUpperCase().padStart(2, '0'),
  )
  const wall = (at: typeof meeting.start) => linkTime(zones.toWall(zone.iana, at))
  const link = sitePage(meeting.siteName, 'j.php', {
    ED: meeting.eventId,
    UID: meeting.number,
    LD: '1',
    RD: '2',
    ST: '1',
    CN: title.join(':'),
    STI: wall(meeting.start),
    ETI: wall(endOf(meeting)),
    TD: String(zone.id),
    ICS: kind,
  })
  return link.replaceAll('%3A', ':')
}
