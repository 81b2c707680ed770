import type { Ids } from '../../core/index.js'
import type { Directory } from '../create-directory.js'
import { fold } from '../names/fold.js'
import { RECIPIENT_TYPE } from '../recipients/recipient-type.js'
import { createMailWriter } from '../seed/mail-values.js'
import type { Values } from '../tree/object-defaults.js'

/** What kinds of mailboxes there are, by the names of the parameters that make them. */
export type MailboxKind = 'Regular' | 'Shared' | 'Room' | 'Equipment'

/** msExchRecipientTypeDetails and msExchRecipientDisplayType. @source ldap.md 8; @inferred those of equipment and shared */
const LOCAL: Readonly<Record<MailboxKind, { readonly details: bigint; readonly display: number }>> = {
  Regular: { details: RECIPIENT_TYPE.user, display: 1_073_741_824 },
  Shared: { details: RECIPIENT_TYPE.shared, display: 0 },
  Room: { details: RECIPIENT_TYPE.room, display: 7 },
  Equipment: { details: RECIPIENT_TYPE.equipment, display: 8 },
}
const REMOTE: typeof LOCAL = {
  Regular: { details: RECIPIENT_TYPE.remoteUser, display: -2_147_483_642 },
  Shared: { details: RECIPIENT_TYPE.remoteShared, display: -2_147_483_642 },
  Room: { details: RECIPIENT_TYPE.remoteRoom, display: -2_147_481_850 },
  Equipment: { details: RECIPIENT_TYPE.remoteEquipment, display: -2_147_481_594 },
}
/** msExchRemoteRecipientType: a mailbox that was made there, not migrated. @source ldap.md 8 */
const PROVISIONED = '1'

const RESOURCES: Readonly<Record<MailboxKind, readonly string[]>> = {
  Regular: [],
  Shared: [],
  Room: ['Room'],
  Equipment: ['Equipment'],
}

export interface MailIdentity {
  readonly kind: MailboxKind
  readonly alias: string
  readonly primaryAddress: string
}

/** Makes the attributes by which an account is a recipient of mail. */
export interface MailEnabling {
  /** Those of an account with a mailbox in a database of this organization, by its objectGuid. */
  mailbox(identity: MailIdentity, database: string): Values
  /** Those of an account whose mailbox is elsewhere. */
  remote(identity: MailIdentity, remoteAddress: string): Values
  /** Those that say what kind of mailbox it is. */
  kindOf(kind: MailboxKind): Values
  /** Takes all of them away. */
  readonly none: Values
}

export function createMailEnabling({ tree, forest }: Directory, ids: Ids): MailEnabling {
  return {
    mailbox: ({ kind, alias, primaryAddress }, database) => ({
      ...recipient(alias, primaryAddress),
      ...writer().mailbox(kind === 'Regular' ? 'somebody' : 'nobody'),
      ...typeValues(LOCAL, kind),
      homeMDB: [database],
    }),
    remote: ({ kind, alias, primaryAddress }, remoteAddress) => ({
      ...recipient(alias, primaryAddress),
      ...typeValues(REMOTE, kind),
      proxyAddresses: [`SMTP:${primaryAddress}`, `smtp:${remoteAddress}`],
      targetAddress: [`SMTP:${remoteAddress}`],
      msExchRemoteRecipientType: [PROVISIONED],
    }),
    kindOf: (kind) => typeValues(LOCAL, kind),
    none: Object.fromEntries(MAIL_ATTRIBUTES.map((attribute) => [attribute, []])),
  }

  function writer() {
    return createMailWriter(
      forest,
      { organizationName: nameOf(ORGANIZATION), serverName: nameOf(SERVER), serialNumber: '' },
      ids,
    )
  }

  function recipient(alias: string, mail: string): Values {
    const identity = { alias, mail, typeDetails: 0n, displayType: 0 }
    return Object.assign({}, ...writer().recipient(identity)) as Values
  }

  /** The name of the only entry of a class, or the first. */
  function nameOf(objectClass: string): string {
    for (const { record } of tree.byValue('objectClass', fold(objectClass))) return record.name
    return ''
  }
}

const ORGANIZATION = 'msExchOrganizationContainer'
const SERVER = 'msExchExchangeServer'

/** The attributes that make a recipient of an account; without them it is an account again. */
const MAIL_ATTRIBUTES: readonly string[] = [
  'mail',
  'mailNickname',
  'proxyAddresses',
  'legacyExchangeDN',
  'msExchRecipientTypeDetails',
  'msExchRecipientDisplayType',
  'msExchVersion',
  'homeMDB',
  'msExchHomeServerName',
  'msExchMailboxGuid',
  'mDBUseDefaults',
  'msExchUserAccountControl',
  'msExchMasterAccountSid',
  'targetAddress',
  'msExchRemoteRecipientType',
  'msExchResourceMetaData',
  'msExchResourceSearchProperties',
  'msExchResourceDisplay',
  'msExchResourceCapacity',
  'msExchHideFromAddressLists',
  'publicDelegates',
]

function typeValues(types: typeof LOCAL, kind: MailboxKind): Values {
  const resources = RESOURCES[kind]
  return {
    msExchRecipientTypeDetails: [String(types[kind].details)],
    msExchRecipientDisplayType: [String(types[kind].display)],
    msExchResourceMetaData: resources.map((resource) => `ResourceType:${resource}`),
    msExchResourceSearchProperties: resources,
    msExchResourceDisplay: resources,
  }
}
