import type { Recipient } from '../../../directory/recipients/recipient.js'
import { RECIPIENT_TYPE } from '../../../directory/recipients/recipient-type.js'
import type { Recipients } from '../../../directory/recipients/recipients.js'
import type { Tree } from '../../../directory/tree/tree.js'

/** How one side of a hybrid organization sees a recipient of the directory on premises. */
type Look = (recipient: Recipient) => Recipient

const REMOTE_TYPES = [
  RECIPIENT_TYPE.remoteUser,
  RECIPIENT_TYPE.remoteRoom,
  RECIPIENT_TYPE.remoteEquipment,
  RECIPIENT_TYPE.remoteShared,
]

/** Every mailbox, on whichever side: mail and meetings go between them as within one organization. */
export function recipientsOfBothSides(recipients: Recipients, tree: Tree): Recipients {
  return seenAs(recipients, asHomed, function* () {
    yield* recipients.mailboxes()
    yield* remoteMailboxes(recipients, tree)
  })
}

/**
 * What is synchronized to Exchange Online: there, who is remote on premises has a mailbox, and who has one on
 * premises is remote. @source ews.md 8.5
 */
export function recipientsOnline(recipients: Recipients, tree: Tree): Recipients {
  const look: Look = (recipient) =>
    recipient.mailboxGuid === undefined
      ? asHomed(recipient)
      : { ...recipient, kind: 'remote', mailboxGuid: undefined }
  return seenAs(recipients, look, () => remoteMailboxes(recipients, tree))
}

function asHomed({ remote, targetAddress, ...recipient }: Recipient): Recipient {
  return remote === undefined
    ? { ...recipient, targetAddress }
    : { ...recipient, kind: remote.kind, mailboxGuid: remote.mailboxGuid, targetAddress: undefined }
}

function* remoteMailboxes(recipients: Recipients, tree: Tree): Iterable<Recipient> {
  for (const type of REMOTE_TYPES) {
    for (const { key } of tree.byValue('msExchRecipientTypeDetails', String(type))) {
      const recipient = recipients.byGuid(key)
      if (recipient?.remote !== undefined) yield asHomed(recipient)
    }
  }
}

/** Each recipient is looked at once, for as long as the directory has it so. */
function seenAs(recipients: Recipients, look: Look, mailboxes: () => Iterable<Recipient>): Recipients {
  const known = new WeakMap<Recipient, Recipient>()
  const see = (recipient: Recipient): Recipient => {
    const seen = known.get(recipient) ?? look(recipient)
    known.set(recipient, seen)
    return seen
  }
  const one = (find: (key: string) => Recipient | undefined) => {
    return (key: string): Recipient | undefined => {
      const found = find(key)
      return found === undefined ? undefined : see(found)
    }
  }
  return {
    ...recipients,
    resolve: one((key) => recipients.resolve(key)),
    byAddress: one((key) => recipients.byAddress(key)),
    byGuid: one((key) => recipients.byGuid(key)),
    byMailboxGuid: one((key) => recipients.byMailboxGuid(key)),
    bySid: one((key) => recipients.bySid(key)),
    mailboxes,
    *roomLists() {
      for (const list of recipients.roomLists()) yield see(list)
    },
    members: (group) => recipients.members(group).map(see),
    expand: (group) => recipients.expand(group).map(see),
    search: (text, limit) => recipients.search(text, limit).map(see),
  }
}
