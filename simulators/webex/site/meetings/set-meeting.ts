import { put } from '../../../core/index.js'
import { siteMeetings, type SiteMeeting } from '../../records/site-meetings.js'
import { operation } from '../operation.js'
import { CALENDAR_LINKS } from './create-meeting.js'
import { meetingFor } from './find-meeting.js'
import { SET_REQUEST } from './meeting-request.js'
import { planMeeting } from './plan-meeting.js'

/** SetMeeting: changes what it names of a meeting and leaves the rest. @source webex.md 13; XML API schema, meeting: setMeetingResponse */
export const setMeeting = operation('account', {
  name: 'meeting.SetMeeting',
  request: SET_REQUEST,
  handle(call, { meetingkey, ...request }): SiteMeeting {
    const { core, cause } = call
    const before = meetingFor(call, meetingkey, 'act')
    const meeting = { ...before, ...planMeeting(call, request, before) }
    core.world.commit({ cause, reason: 'meeting changed', writes: [put(siteMeetings, meeting)] })
    return meeting
  },
  answer: { type: 'meet:setMeetingResponse', fields: [CALENDAR_LINKS] },
})
