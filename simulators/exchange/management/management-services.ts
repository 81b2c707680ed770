import type { Core, Ids } from '../../core/index.js'
import type { Directory, MailEnabling, Provisioning } from '../../directory/index.js'
import type {
  AdPermissionAdministration,
  FolderPermissionAdministration,
  MailboxPermissionAdministration,
  RoleAdministration,
} from '../access/index.js'
import type { ApplicationAdministration } from '../access/oauth/application-administration.js'
import type { ThrottlingAdministration } from '../access/throttling/index.js'
import type { ConnectionPoints } from '../autodiscover/connection-points.js'
import type { CalendarStore } from '../calendar/store.js'
import type { MailboxMoves, ServerAdministration, ServerControl } from '../servers/index.js'
import type { ProductVersion } from '../versions/index.js'

/** What the shell needs of Exchange Online. */
export interface ExchangeOnlineSide {
  /** Where mail for its mailboxes is routed: `ent-pa.mail.onmicrosoft.com`. */
  readonly routingDomain: string
  /** Gives a remote recipient, by objectGuid, its mailbox there, as directory synchronization does. */
  provision(recipient: string): void
}

/** What an organization hands over to be administered, each thing by the administration of its owner. */
export interface AdministeredOrganization {
  readonly core: Core
  readonly directory: Directory
  readonly store: CalendarStore
  readonly roles: RoleAdministration
  readonly throttling: ThrottlingAdministration
  readonly servers: ServerAdministration
  readonly moves: MailboxMoves
  readonly serverControl: Pick<ServerControl, 'failOver' | 'mount' | 'dismount'>
  readonly connectionPoints: ConnectionPoints
  /** The Exchange Online of a hybrid organization. */
  readonly online: ExchangeOnlineSide | undefined
  /** Programs that are registered with the identity provider. */
  readonly applications: ApplicationAdministration
  readonly product: ProductVersion
  /** NetBIOS name of the server that the shell is connected to. */
  readonly serverName: string
}

/** Everything that cmdlets work with. */
export interface ManagementServices extends AdministeredOrganization {
  readonly provisioning: Provisioning
  readonly mailEnabling: MailEnabling
  /** Names of requests to the shell, as errors show them. */
  readonly requestIds: Ids
  readonly mailboxPermissions: MailboxPermissionAdministration
  readonly folderPermissions: FolderPermissionAdministration
  readonly adPermissions: AdPermissionAdministration
}
