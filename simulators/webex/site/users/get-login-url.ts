import { operation } from '../operation.js'
import { field } from '../xml/fields.js'
import { group, optionalText, text } from '../xml/request-schema.js'
import { accountFor } from './get-user.js'
import { newLoginTicket, sitePage } from './login-ticket.js'

/** GetloginurlUser: the page that signs an account in, with a ticket in place of its password. @source developer.cisco.com, GetloginurlUser */
export const getLoginUrl = operation('account', {
  name: 'user.GetloginurlUser',
  request: group({ webExID: text(128), backURL: optionalText(2048) }),
  handle(call, { webExID, backURL = '' }): string {
    const user = accountFor(call, webExID, 'act')
    return sitePage(call.site.name, 'p.php', {
      AT: 'LI',
      FN: user.firstName,
      LN: user.lastName,
      EM: user.email,
      WID: user.webExId,
      TK: newLoginTicket(call, user),
      MU: 'GoBack',
      BU: backURL,
    })
  },
  answer: { type: 'use:getloginurlUserResponse', fields: [field('use:userLoginURL', (url: string) => url)] },
})
