import { put } from '../../../../core/index.js'
import { delegateSettings, type Delegate, type MeetingRequestDelivery } from '../../../calendar/delegates.js'
import type { CalendarStore } from '../../../calendar/store.js'
import type { CallOperation, OperationCall } from '../../operation.js'
import type { EwsObject } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { answerWhole } from '../people/answer-whole.js'
import { child, list, text } from '../request-parts.js'
import type { Service } from '../service.js'
import { delegatePermissionWrites } from './delegate-permissions.js'
import { delegateResponse } from './delegate-response.js'
import { delegateWrite, directoryLink, namedUser, principalOf, renderDelegate } from './principal.js'

/** AddDelegate: lets others look after a mailbox, each on its own. @source ews.md 4.16 */
export function createAddDelegate({ store }: Service): CallOperation {
  return {
    name: 'AddDelegate',
    handle: (call) =>
      answerWhole(() => {
        principalOf(store, call)
        setDelivery(store, call)
        const users = list(child(call.request, 'DelegateUsers'), 'DelegateUser')
        return delegateResponse(users, (user) => add(store, call, user))
      }),
  }
}

function add(store: CalendarStore, call: OperationCall, element: EwsObject): EwsObject {
  const principal = principalOf(store, call)
  const user = namedUser(store, child(element, 'UserId') ?? {})
  const { mailboxGuid } = user
  if (mailboxGuid === principal.settings.mailbox) throw new ItemError('ErrorDelegateCannotAddOwner')
  if (principal.settings.delegates.some((one) => one.mailboxGuid === mailboxGuid)) {
    throw new ItemError('ErrorDelegateAlreadyExists')
  }
  const delegate = readDelegate(element, {
    mailboxGuid,
    receivesMeetingMessages: false,
    viewsPrivateItems: false,
  })
  const delegation = { mailbox: principal.settings.mailbox, delegate: user.objectGuid }
  store.world.commit({
    cause: call.interaction.id,
    reason: 'DelegateAdded',
    writes: [
      delegateWrite(principal, delegate),
      directoryLink(principal, user, true),
      ...delegatePermissionWrites(store, delegation, child(element, 'DelegatePermissions')),
    ],
  })
  return renderDelegate(user, delegate)
}

/** What a `t:DelegateUser` says of a delegate; what it does not say stays. */
export function readDelegate(element: EwsObject, before: Delegate): Delegate {
  const flag = (name: string, old: boolean) => (element[name] as boolean | undefined) ?? old
  return {
    ...before,
    receivesMeetingMessages: flag('ReceiveCopiesOfMeetingMessages', before.receivesMeetingMessages),
    viewsPrivateItems: flag('ViewPrivateItems', before.viewsPrivateItems),
  }
}

/** Sets how meeting requests are delivered, where a call says so. */
export function setDelivery(store: CalendarStore, call: OperationCall): void {
  const delivery = text(call.request, 'DeliverMeetingRequests') as MeetingRequestDelivery | undefined
  if (delivery === undefined) return
  const { settings } = principalOf(store, call)
  const writes = [put(delegateSettings, { ...settings, delivery })]
  store.world.commit({ cause: call.interaction.id, reason: 'DelegatesSet', writes })
}
