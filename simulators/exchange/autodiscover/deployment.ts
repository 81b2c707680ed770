import type { Recipient } from '../../directory/recipients/recipient.js'
import type { Recipients } from '../../directory/recipients/recipients.js'
import type { ProductVersion } from '../versions/index.js'

export type Mailbox = Recipient & { readonly mailboxGuid: string }

/** The server in whose hands a mailbox is, as far as Autodiscover tells of it. */
export interface MailboxServer {
  /** Full name, lower case. */
  readonly fqdn: string
  /** Its Active Directory site. */
  readonly site: string
  /**
   * The URLs of its EWS virtual directory; null for one that is not set. `EXCHANGE_ORIGIN` stands for where a client's
   * endpoint set advertises Exchange.
   */
  readonly ewsInternalUrl: string | null
  readonly ewsExternalUrl: string | null
}

/** What GetFederationInformation tells of an organization that has a federation trust. */
export interface Federation {
  readonly applicationUri: string
  readonly tokenIssuers: readonly { readonly uri: string; readonly endpoint: string }[]
  readonly domains: readonly string[]
}

/** The Exchange whose Autodiscover this is. */
export interface Deployment {
  readonly id: string
  readonly product: ProductVersion
  /** NetBIOS and full name of the server that answers. */
  readonly serverName: string
  readonly fqdn: string
  /** The domain controller that it asks. */
  readonly domainController: string
  /** Whether one answers that is a Global Catalog. */
  readonly isDirectoryAnswering: boolean
  readonly recipients: Recipients
  /** The server of a mailbox, or the one that answers for whom is asked nobody in particular. */
  readonly serverOf: (mailbox?: Mailbox) => MailboxServer
  /** The mailboxes of others that a client opens beside its own. */
  readonly alternatesOf: (mailbox: Mailbox) => readonly Mailbox[]
  /** Absent for an organization without a federation trust. */
  readonly federation?: Federation
}
