import { API_VERSION } from '../get-api-version.js'
import { operation } from '../operation.js'
import { field } from '../xml/fields.js'
import { group } from '../xml/request-schema.js'
import { newLoginTicket } from './login-ticket.js'

/** GetloginTicket: also for accounts that only attend. @source developer.cisco.com, GetloginTicket */
export const getLoginTicket = operation('account', {
  name: 'user.GetLoginTicket',
  request: group({}),
  handle: (call) => newLoginTicket(call, call.caller),
  answer: {
    type: 'use:getLoginTicketResponse',
    fields: [
      field('use:ticket', (ticket: string) => ticket),
      field('use:apiVersion', () => API_VERSION.apiVersion),
    ],
  },
})
