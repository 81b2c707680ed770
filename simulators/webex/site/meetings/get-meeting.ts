import { operation } from '../operation.js'
import { group, text } from '../xml/request-schema.js'
import { meetingFor } from './find-meeting.js'
import { MEETING } from './meeting-fields.js'
import { viewMeeting } from './meeting-view.js'

/** GetMeeting. @source webex.md 13 */
export const getMeeting = operation('account', {
  name: 'meeting.GetMeeting',
  request: group({ meetingKey: text(20) }),
  handle: (call, { meetingKey }) => viewMeeting(call, meetingFor(call, meetingKey, 'read')),
  answer: { type: 'meet:getMeetingResponse', fields: MEETING },
})
