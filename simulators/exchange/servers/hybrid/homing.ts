import type { Directory } from '../../../directory/index.js'
import { guidToBytes } from '../../../directory/names/guid.js'
import { RECIPIENT_TYPE } from '../../../directory/recipients/recipient-type.js'
import type { StoredEntry } from '../../../directory/tree/tree.js'
import { allValues, firstValue } from '../../../directory/tree/values.js'

type Values = StoredEntry['record']['values']

/** What the type of a recipient becomes when its mailbox moves between premises. @source ldap.md 8 */
const REMOTE_TYPE = new Map<bigint, bigint>([
  [RECIPIENT_TYPE.user, RECIPIENT_TYPE.remoteUser],
  [RECIPIENT_TYPE.room, RECIPIENT_TYPE.remoteRoom],
  [RECIPIENT_TYPE.equipment, RECIPIENT_TYPE.remoteEquipment],
  [RECIPIENT_TYPE.shared, RECIPIENT_TYPE.remoteShared],
])
const LOCAL_TYPE = new Map([...REMOTE_TYPE].map(([local, remote]) => [remote, local]))

/** msExchRecipientDisplayType of what is synchronized: a user or a room of Exchange Online. @source ldap.md 8 */
const REMOTE_DISPLAY = new Map<bigint, string>([
  [RECIPIENT_TYPE.remoteRoom, '-2147481850'],
  [RECIPIENT_TYPE.remoteEquipment, '-2147481594'],
])
const REMOTE_USER_DISPLAY = '-2147483642'
const LOCAL_DISPLAY = new Map<bigint, string>([
  [RECIPIENT_TYPE.room, '7'],
  [RECIPIENT_TYPE.equipment, '8'],
])
const LOCAL_USER_DISPLAY = '1073741824'
/** msExchRemoteRecipientType: the mailbox was moved. */
const MIGRATED = '4'

/** Attributes of a mailbox on premises alone, and of a remote one alone. */
const OF_LOCAL = ['homeMDB', 'msExchHomeServerName', 'mDBUseDefaults']
const OF_REMOTE = ['targetAddress', 'msExchRemoteRecipientType']

/** Says in the directory that a mailbox is in Exchange Online from now on; its guid stays. */
export function homeOnline(directory: Directory, recipient: string, domain: string): void {
  const entry = directory.tree.get(recipient)
  if (entry === undefined) return
  const address = `${firstValue(entry, 'mailNickname') ?? entry.record.name}@${domain}`
  const type = REMOTE_TYPE.get(typeOf(entry)) ?? RECIPIENT_TYPE.remoteUser
  const proxies = allValues(entry, 'proxyAddresses')
  const isKnown = proxies.some((proxy) => proxy.toLowerCase() === `smtp:${address.toLowerCase()}`)
  rewrite(directory, entry, {
    ...without(entry, OF_LOCAL),
    msExchRecipientTypeDetails: [String(type)],
    msExchRecipientDisplayType: [REMOTE_DISPLAY.get(type) ?? REMOTE_USER_DISPLAY],
    msExchRemoteRecipientType: [MIGRATED],
    targetAddress: [`SMTP:${address}`],
    proxyAddresses: isKnown ? proxies : [...proxies, `smtp:${address}`],
  })
}

/** Says in the directory that a mailbox is in a database on premises from now on. */
export function homeIn(directory: Directory, recipient: string, database: string): void {
  const entry = directory.tree.get(recipient)
  if (entry === undefined) return
  const type = LOCAL_TYPE.get(typeOf(entry))
  rewrite(directory, entry, {
    ...without(entry, OF_REMOTE),
    ...(type === undefined
      ? {}
      : {
          msExchRecipientTypeDetails: [String(type)],
          msExchRecipientDisplayType: [LOCAL_DISPLAY.get(type) ?? LOCAL_USER_DISPLAY],
          mDBUseDefaults: ['TRUE'],
        }),
    homeMDB: [database],
  })
}

/** Gives a remote recipient the mailbox guid that Exchange Online has made for it. */
export function stampMailbox(directory: Directory, recipient: string, guid: string): void {
  const entry = directory.tree.get(recipient)
  if (entry === undefined) return
  const msExchMailboxGuid = [guidToBytes(guid).toString('latin1')]
  rewrite(directory, entry, { ...entry.record.values, msExchMailboxGuid })
}

function typeOf(entry: StoredEntry): bigint {
  return BigInt(firstValue(entry, 'msExchRecipientTypeDetails') ?? 0)
}

function without(entry: StoredEntry, attributes: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(entry.record.values).filter(([name]) => !attributes.includes(name)),
  )
}

function rewrite(directory: Directory, entry: StoredEntry, values: Values): void {
  const changing = directory.change()
  changing.update(entry, { values })
  changing.commit('mailbox-move', 'MailboxMoved')
}
