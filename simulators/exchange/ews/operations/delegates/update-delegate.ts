import type { CalendarStore } from '../../../calendar/store.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { answerWhole } from '../people/answer-whole.js'
import { child, list } from '../request-parts.js'
import type { Service } from '../service.js'
import { readDelegate, setDelivery } from './add-delegate.js'
import { delegatePermissionWrites } from './delegate-permissions.js'
import { delegateResponse } from './delegate-response.js'
import { delegateFor, delegateWrite, namedUser, principalOf, renderDelegate } from './principal.js'

/** UpdateDelegate: changes what delegates may and get; what a call does not name stays. @source ews.md 4.16 */
export function createUpdateDelegate({ store }: Service): CallOperation {
  return {
    name: 'UpdateDelegate',
    handle: (call) =>
      answerWhole(() => {
        principalOf(store, call)
        setDelivery(store, call)
        const users = list(child(call.request, 'DelegateUsers'), 'DelegateUser')
        return delegateResponse(users, (user) => update(store, call, user))
      }),
  }
}

function update(store: CalendarStore, call: OperationCall, element: EwsObject): EwsObject {
  const principal = principalOf(store, call)
  const user = namedUser(store, child(element, 'UserId') ?? {})
  const delegate = readDelegate(element, delegateFor(principal, user.mailboxGuid))
  const delegation = { mailbox: principal.settings.mailbox, delegate: user.objectGuid }
  store.world.commit({
    cause: call.interaction.id,
    reason: 'DelegateUpdated',
    writes: [
      delegateWrite(principal, delegate),
      ...delegatePermissionWrites(store, delegation, child(element, 'DelegatePermissions')),
    ],
  })
  return renderDelegate(user, delegate)
}
