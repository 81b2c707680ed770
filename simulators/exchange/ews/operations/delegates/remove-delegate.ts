import type { CalendarStore } from '../../../calendar/store.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { answerWhole } from '../people/answer-whole.js'
import { child, list } from '../request-parts.js'
import type { Service } from '../service.js'
import { delegateRevocationWrites } from './delegate-permissions.js'
import { delegateResponse } from './delegate-response.js'
import { delegateFor, delegateRemoval, directoryLink, namedUser, principalOf } from './principal.js'

/** RemoveDelegate: ends that others look after a mailbox, with all they could do in it. @source ews.md 4.16 */
export function createRemoveDelegate({ store }: Service): CallOperation {
  return {
    name: 'RemoveDelegate',
    handle: (call) =>
      answerWhole(() => {
        principalOf(store, call)
        const users = list(child(call.request, 'UserIds'), 'UserId')
        return delegateResponse(users, (user) => remove(store, call, user))
      }),
  }
}

function remove(store: CalendarStore, call: OperationCall, element: EwsObject): undefined {
  const principal = principalOf(store, call)
  const user = namedUser(store, element)
  delegateFor(principal, user.mailboxGuid)
  const delegation = { mailbox: principal.settings.mailbox, delegate: user.objectGuid }
  store.world.commit({
    cause: call.interaction.id,
    reason: 'DelegateRemoved',
    writes: [
      delegateRemoval(principal, user.mailboxGuid),
      directoryLink(principal, user, false),
      ...delegateRevocationWrites(store, delegation),
    ],
  })
}
