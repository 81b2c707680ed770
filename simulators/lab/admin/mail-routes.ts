import { z } from 'zod'
import { formatSeconds, parseInstant } from '../../core/index.js'
import type { OutboundMail } from '../../exchange/index.js'
import type { LabControl } from './control.js'
import { route, type Route } from './route.js'

/** Instants as ISO 8601 in UTC; ids and times first, what else a kind of mail has as it is. */
const outboundAnswer = z.array(
  z.looseObject({
    id: z.string(),
    sentAt: z.string(),
    from: z.string(),
    to: z.string(),
    kind: z.string(),
    subject: z.string(),
    calendar: z.string().optional().describe('The iCalendar text of mail about meetings.'),
  }),
)

const outboundQuery = z.strictObject({
  to: z.string().optional().describe('Only mail to this address.'),
  uid: z.string().optional().describe('Only mail about this meeting.'),
})

const answerBody = z.strictObject({
  organizer: z.string().describe('The address of who called the meeting.'),
  from: z.string().describe('The address of who answers, outside of the organization.'),
  uid: z.string(),
  recurrenceId: z.iso
    .datetime()
    .optional()
    .describe('When the one occurrence that is answered was to start.'),
  response: z.enum(['Accept', 'Tentative', 'Decline']),
})

const INSTANTS = ['sentAt', 'start', 'end', 'recurrenceId'] as const

/** The mail that crosses the border of the organization. */
export function mailRoutes({ core, mail }: Pick<LabControl, 'core' | 'mail'>): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/exchange/outbound-mail',
      summary:
        'The mail that went to addresses outside of the organization, in the order in which it was sent.',
      query: outboundQuery,
      answer: outboundAnswer,
      handle: ({ query: { to, uid } }) =>
        [...mail.sentMail()]
          .map(({ record }) => record)
          .filter((one) => to === undefined || one.to.toLowerCase() === to.toLowerCase())
          .filter((one) => uid === undefined || ('uid' in one && one.uid === uid))
          .map(shown),
    }),
    route({
      method: 'post',
      path: '/v1/exchange/answers',
      summary: 'Lets the answer of somebody outside to a meeting arrive.',
      body: answerBody,
      handle({ body: { recurrenceId, ...answer } }) {
        const occurrence = recurrenceId === undefined ? {} : { recurrenceId: parseInstant(recurrenceId) }
        mail.receiveAnswer({ ...answer, ...occurrence }, core.ids.uuid())
      },
    }),
  ]
}

function shown(mail: OutboundMail): z.input<typeof outboundAnswer>[number] {
  const times = INSTANTS.flatMap((name) => {
    const at = mail[name]
    return at === undefined ? [] : [[name, formatSeconds(at)] as const]
  })
  return { ...mail, sentAt: formatSeconds(mail.sentAt), ...Object.fromEntries(times) }
}
