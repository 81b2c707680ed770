import { guidFromBytes } from '../names/guid.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { allValues, firstValue } from '../tree/values.js'
import { homedKindOf, RECIPIENT_TYPE, recipientKindOf } from './recipient-type.js'
import type { Recipient } from './recipient.js'

/** A recipient that was read, and the state of the world in which its name was last seen to be right. */
interface Known {
  readonly tree: Tree
  readonly recipient: Recipient | undefined
  epoch: string
  sequence: number
}

const known = new WeakMap<StoredEntry['record'], Known>()

/** An entry as a mail recipient; undefined when it is not mail-enabled. Each version of an entry is read once. */
export function recipientOf(tree: Tree, entry: StoredEntry): Recipient | undefined {
  const { epoch, sequence } = tree.world
  const before = known.get(entry.record)
  if (before !== undefined && before.tree === tree && isStillNamed(tree, entry, before))
    return before.recipient
  const recipient = readRecipient(tree, entry)
  known.set(entry.record, { tree, recipient, epoch, sequence })
  return recipient
}

/** Its name has parts of other entries, so that it may change when the entry does not. */
function isStillNamed(tree: Tree, entry: StoredEntry, before: Known): boolean {
  const { epoch, sequence } = tree.world
  if (before.sequence === sequence && before.epoch === epoch) return true
  if (before.recipient !== undefined && before.recipient.distinguishedName !== tree.nameOf(entry))
    return false
  before.sequence = sequence
  before.epoch = epoch
  return true
}

function readRecipient(tree: Tree, entry: StoredEntry): Recipient | undefined {
  const typeDetails = firstValue(entry, 'msExchRecipientTypeDetails')
  const kind = recipientKindOf(typeDetails)
  const proxyAddresses = allValues(entry, 'proxyAddresses')
  const primary = primaryAddress(proxyAddresses) ?? firstValue(entry, 'mail')
  if (kind === undefined || primary === undefined) return undefined

  const kept = firstValue(entry, 'msExchMailboxGuid')
  const guid = kept === undefined ? undefined : guidFromBytes(Buffer.from(kept, 'latin1'))
  const isRemote = kind === 'remote'
  return {
    objectGuid: entry.record.id,
    kind,
    displayName: firstValue(entry, 'displayName') ?? entry.record.name,
    alias: firstValue(entry, 'mailNickname') ?? '',
    primarySmtpAddress: primary,
    proxyAddresses,
    legacyExchangeDN: firstValue(entry, 'legacyExchangeDN') ?? '',
    distinguishedName: tree.nameOf(entry),
    mailboxGuid: isRemote ? undefined : guid,
    ...(isRemote && guid !== undefined
      ? { remote: { mailboxGuid: guid, kind: homedKindOf(typeDetails) } }
      : {}),
    sid: firstValue(entry, 'objectSid'),
    userPrincipalName: firstValue(entry, 'userPrincipalName'),
    sAMAccountName: firstValue(entry, 'sAMAccountName'),
    targetAddress: firstValue(entry, 'targetAddress')?.replace(/^smtp:/i, ''),
    isRoomList: typeDetails === String(RECIPIENT_TYPE.roomList),
    hidden: firstValue(entry, 'msExchHideFromAddressLists') === 'TRUE',
  }
}

/** The address whose prefix is in capitals. */
function primaryAddress(proxyAddresses: readonly string[]): string | undefined {
  return proxyAddresses.find((address) => address.startsWith('SMTP:'))?.slice('SMTP:'.length)
}
