import type { CalendarStore } from '../../../calendar/store.js'
import type { Delegate } from '../../../calendar/delegates.js'
import type { CallOperation } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { child, list } from '../request-parts.js'
import { answerWhole } from '../people/answer-whole.js'
import type { Service } from '../service.js'
import { renderDelegatePermissions } from './delegate-permissions.js'
import { delegateResponse } from './delegate-response.js'
import { delegateFor, namedUser, principalOf, renderDelegate, type Principal } from './principal.js'

/**
 * GetDelegate: all delegates of a mailbox, or those that are named. Who has none gets no messages, but how requests
 * are delivered. @source ews.md 4.16; @observed EWS Managed API (GetDelegateResponse reads both forms)
 */
export function createGetDelegate({ store }: Service): CallOperation {
  return {
    name: 'GetDelegate',
    handle: (call) =>
      answerWhole(() => {
        const principal = principalOf(store, call)
        const { request } = call
        const show = (delegate: Delegate) =>
          renderOne(store, principal, { delegate, withPermissions: request['@IncludePermissions'] === true })
        const more = { DeliverMeetingRequests: principal.settings.delivery }
        if (request['UserIds'] === undefined)
          return delegateResponse(principal.settings.delegates, show, more)
        const users = list(child(request, 'UserIds'), 'UserId')
        const find = (user: EwsObject) => show(delegateFor(principal, namedUser(store, user).mailboxGuid))
        return delegateResponse(users, find, more)
      }),
  }
}

function renderOne(
  store: CalendarStore,
  { settings: { mailbox } }: Principal,
  { delegate, withPermissions }: { readonly delegate: Delegate; readonly withPermissions: boolean },
): EwsObject | undefined {
  const user = store.recipients.byMailboxGuid(delegate.mailboxGuid)
  if (user === undefined) return undefined
  const { UserId, ...rest } = renderDelegate(user, delegate)
  const DelegatePermissions = withPermissions
    ? renderDelegatePermissions(store, { mailbox, delegate: user.objectGuid })
    : undefined
  return { UserId, DelegatePermissions, ...rest }
}
