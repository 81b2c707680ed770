import { guidFromBytes } from '../names/guid.js'
import type { StoredEntry, Tree } from '../tree/tree.js'
import { allValues, firstValue } from '../tree/values.js'
import { RECIPIENT_TYPE, recipientKindOf } from './recipient-type.js'
import type { Recipient } from './recipient.js'

/** Reads an entry as a mail recipient; undefined when it is not mail-enabled. */
export function recipientOf(tree: Tree, entry: StoredEntry): Recipient | undefined {
  const typeDetails = firstValue(entry, 'msExchRecipientTypeDetails')
  const kind = recipientKindOf(typeDetails)
  const proxyAddresses = allValues(entry, 'proxyAddresses')
  const primary = primaryAddress(proxyAddresses) ?? firstValue(entry, 'mail')
  if (kind === undefined || primary === undefined) return undefined

  const mailboxGuid = firstValue(entry, 'msExchMailboxGuid')
  return {
    objectGuid: entry.record.id,
    kind,
    displayName: firstValue(entry, 'displayName') ?? entry.record.name,
    alias: firstValue(entry, 'mailNickname') ?? '',
    primarySmtpAddress: primary,
    proxyAddresses,
    legacyExchangeDN: firstValue(entry, 'legacyExchangeDN') ?? '',
    distinguishedName: tree.nameOf(entry),
    mailboxGuid: mailboxGuid === undefined ? undefined : guidFromBytes(Buffer.from(mailboxGuid, 'latin1')),
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
