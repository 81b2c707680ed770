import type { Ids } from '../../core/index.js'
import {
  ADMINISTRATIVE_GROUP,
  EXCHANGE_2013_OBJECT,
  exchangeNames,
  FIRST_DATABASE,
} from '../recipients/exchange-names.js'
import { guidToBytes } from '../names/guid.js'
import type { Forest } from '../tree/forest.js'
import type { Values } from '../tree/object-defaults.js'
import type { OrganizationSeed } from './organization.js'

/** msExchRemoteRecipientType: a mailbox that was migrated, and keeps its guid. @source ldap.md 8 */
const MIGRATED = '4'

/**
 * What a mailbox says of the account that it belongs to: whether that is disabled, and then who is its master.
 * @source ad-golden seed.ldif; Exchange's documentation of shared and resource mailboxes: NT AUTHORITY\SELF
 */
const OWNERS = {
  somebody: { msExchUserAccountControl: ['0'] },
  nobody: { msExchUserAccountControl: ['2'], msExchMasterAccountSid: ['S-1-5-10'] },
} as const satisfies Readonly<Record<string, Values>>

/** What makes an object a mail recipient. */
export interface MailIdentity {
  readonly alias: string
  readonly mail: string
  readonly typeDetails: bigint
  /** msExchRecipientDisplayType. @source ldap.md 8 */
  readonly displayType: number
  /** Addresses besides `mail`. */
  readonly proxies?: readonly string[]
}

/** Writes the mail attributes of one organization's recipients. */
export interface MailWriter {
  recipient(identity: MailIdentity): readonly Values[]
  /** The attributes of a mailbox in this Exchange: of somebody who logs on, or of nobody, as those of rooms are. */
  mailbox(owner?: keyof typeof OWNERS): Values
  /** The attributes of a mailbox that has been moved to Exchange Online, where mail for it goes. */
  remoteMailbox(address: string): Values
}

/** Without Exchange there is nothing but the mail attribute. */
export function createMailWriter(
  forest: Forest,
  exchange: OrganizationSeed['exchange'],
  ids: Ids,
): MailWriter {
  if (exchange === undefined)
    return { recipient: ({ mail }) => [{ mail: [mail] }], mailbox: () => ({}), remoteMailbox: () => ({}) }
  const names = exchangeNames(forest, exchange.organizationName, exchange.serverName)
  const recipients = `/o=${exchange.organizationName}/ou=${ADMINISTRATIVE_GROUP}/cn=Recipients`
  const { databases = [FIRST_DATABASE] } = exchange
  let dealt = 0
  return {
    recipient: ({ alias, mail, typeDetails, displayType, proxies = [] }) => [
      {
        mail: [mail],
        mailNickname: [alias],
        proxyAddresses: [`SMTP:${mail}`, ...proxies.map((address) => `smtp:${address}`)],
        legacyExchangeDN: [`${recipients}/cn=${ids.hex(16)}-${alias}`],
        msExchRecipientTypeDetails: [String(typeDetails)],
        msExchRecipientDisplayType: [String(displayType)],
        msExchVersion: [EXCHANGE_2013_OBJECT],
      },
    ],
    mailbox: (owner = 'somebody') => ({
      homeMDB: [`CN=${databases[dealt++ % databases.length]},${names.databasesDn}`],
      msExchHomeServerName: [names.legacyServer],
      msExchMailboxGuid: [guidToBytes(ids.uuid()).toString('latin1')],
      mDBUseDefaults: ['TRUE'],
      ...OWNERS[owner],
    }),
    remoteMailbox: (address) => ({
      targetAddress: [`SMTP:${address}`],
      msExchRemoteRecipientType: [MIGRATED],
      msExchMailboxGuid: [guidToBytes(ids.uuid()).toString('latin1')],
    }),
  }
}
