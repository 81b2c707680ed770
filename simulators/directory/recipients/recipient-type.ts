import type { Values } from '../tree/object-defaults.js'
import type { RecipientKind } from './recipient.js'

/** msExchRecipientTypeDetails: what each kind of recipient is. @source ldap.md 8 */
export const RECIPIENT_TYPE = {
  user: 1n,
  linked: 2n,
  shared: 4n,
  legacy: 8n,
  room: 16n,
  equipment: 32n,
  contact: 64n,
  mailUser: 128n,
  distributionGroup: 256n,
  nonUniversalGroup: 512n,
  securityGroup: 1024n,
  dynamicGroup: 2048n,
  roomList: 268_435_456n,
  remoteUser: 2_147_483_648n,
  remoteRoom: 8_589_934_592n,
  remoteEquipment: 17_179_869_184n,
  remoteShared: 34_359_738_368n,
} as const

const { user, linked, shared, legacy, room, equipment, contact, mailUser, ...others } = RECIPIENT_TYPE
const { distributionGroup, nonUniversalGroup, securityGroup, dynamicGroup, roomList, ...remote } = others

const KINDS: ReadonlyMap<bigint, RecipientKind> = new Map<bigint, RecipientKind>([
  ...[user, linked, legacy].map((type) => [type, 'user'] as const),
  [shared, 'shared'],
  [room, 'room'],
  [equipment, 'equipment'],
  ...[contact, mailUser].map((type) => [type, 'contact'] as const),
  ...[distributionGroup, nonUniversalGroup, securityGroup, dynamicGroup, roomList].map(
    (type) => [type, 'group'] as const,
  ),
  ...Object.values(remote).map((type) => [type, 'remote'] as const),
])

const HOMED: ReadonlyMap<bigint, RecipientKind> = new Map([
  [RECIPIENT_TYPE.remoteUser, 'user'],
  [RECIPIENT_TYPE.remoteRoom, 'room'],
  [RECIPIENT_TYPE.remoteEquipment, 'equipment'],
  [RECIPIENT_TYPE.remoteShared, 'shared'],
])

/** What a remote recipient is where its mailbox is. */
export function homedKindOf(typeDetails: string | undefined): RecipientKind {
  return HOMED.get(BigInt(typeDetails ?? 0)) ?? 'user'
}

/** What somebody with these attributes is to Exchange: as msExchRecipientTypeDetails says, else by what there is. */
export function recipientKindOf(values: Values): RecipientKind | undefined {
  const [typeDetails] = values['msExchRecipientTypeDetails'] ?? []
  return typeDetails === undefined ? kindByAttributes(values) : KINDS.get(BigInt(typeDetails))
}

/**
 * Recipients of Exchange 2003 and before, and those that provisioning tools write, say not what they are.
 * @source Microsoft's filters of the default address lists
 */
function kindByAttributes(values: Values): RecipientKind | undefined {
  const has = (attribute: string) => values[attribute] !== undefined
  const isOf = (objectClass: string) => values['objectClass']?.includes(objectClass) === true
  if (!has('mailNickname')) return undefined
  if (isOf('group')) return 'group'
  if (isOf('user') && (has('homeMDB') || has('msExchHomeServerName'))) return 'user'
  return (isOf('user') || isOf('contact')) && has('targetAddress') ? 'contact' : undefined
}
