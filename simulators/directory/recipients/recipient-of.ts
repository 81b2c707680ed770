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

/** The mailbox in this Exchange of whom a record describes. */
export function mailboxGuidOf({ values }: StoredEntry['record']): string | undefined {
  const kind = recipientKindOf(values)
  return kind === undefined || kind === 'remote' || addressOf(values) === undefined
    ? undefined
    : keptGuid(values)
}

type Values = StoredEntry['record']['values']

function keptGuid(values: Values): string | undefined {
  const [kept] = values['msExchMailboxGuid'] ?? []
  return kept === undefined ? undefined : guidFromBytes(Buffer.from(kept, 'latin1'))
}

function addressOf({ proxyAddresses = [], mail = [] }: Values): string | undefined {
  return primaryAddress(proxyAddresses) ?? mail[0]
}

function readRecipient(tree: Tree, entry: StoredEntry): Recipient | undefined {
  const { values } = entry.record
  const typeDetails = firstValue(entry, 'msExchRecipientTypeDetails')
  const kind = recipientKindOf(values)
  const proxyAddresses = allValues(entry, 'proxyAddresses')
  const primary = addressOf(values)
  if (kind === undefined || primary === undefined) return undefined

  const guid = keptGuid(values)
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
