import { refuse } from '../exceptions.js'
import { operation } from '../operation.js'
import { newLoginTicket, sitePage } from '../users/login-ticket.js'
import { field } from '../xml/fields.js'
import { group, optionalText } from '../xml/request-schema.js'
import { hostOf, meetingFor } from './find-meeting.js'

/**
 * GethosturlMeeting: where the host starts a meeting: signed in with a ticket, and on to it. @source webex.md 13
 * @inferred what the address consists of, by the URL API
 */
export const getHostUrl = operation('account', {
  name: 'meeting.GethosturlMeeting',
  request: group({ meetingKey: optionalText(20), sessionKey: optionalText(20) }),
  handle(call, { meetingKey, sessionKey }): string {
    const key = sessionKey ?? meetingKey
    if (key === undefined) throw refuse('invalid', { reason: 'A meeting key or session key is needed' })
    const meeting = meetingFor(call, key, 'act')
    const host = hostOf(call, meeting)
    if (host === undefined) throw refuse('userNotFound')
    return sitePage(call.site.name, 'p.php', {
      AT: 'LI',
      WID: host.webExId,
      TK: newLoginTicket(call, host),
      MU: sitePage(call.site.name, 'm.php', { AT: 'HM', MK: meeting.number }),
    })
  },
  answer: {
    type: 'meet:gethosturlMeetingResponse',
    fields: [field('meet:hostMeetingURL', (url: string) => url)],
  },
})
