import type { Core } from '../../core/index.js'
import type { TcpService } from '../../network/index.js'
import type { Directory } from '../create-directory.js'
import { LdapConnection } from './ldap-connection.js'
import { createLdapPipeline } from './ldap-pipeline.js'
import { createSession } from './session.js'

export interface LdapServiceOptions {
  readonly core: Core
  readonly directory: Directory
  /** Told of defects of the server itself; the connection on which one shows is closed. */
  readonly report: (defect: unknown) => void
}

/** What the domain controller's ports answer: LDAP and the Global Catalog, plain and secured alike. */
export function ldapServices(options: LdapServiceOptions): {
  readonly ldap: TcpService
  readonly gc: TcpService
} {
  return { ldap: createService(options, 'ldap'), gc: createService(options, 'gc') }
}

function createService({ core, directory, report }: LdapServiceOptions, protocol: 'ldap' | 'gc'): TcpService {
  const handle = createLdapPipeline({ core, report })
  return {
    name: protocol,
    handle(connection) {
      const view = {
        tree: directory.tree,
        isGlobalCatalog: protocol === 'gc',
        exchangeOrigin: connection.endpoints.advertised.exchange,
      }
      const session = createSession({ clock: core.clock, directory, view, secure: connection.secure })
      new LdapConnection({ connection, protocol, session, handle, report }).start()
    },
  }
}
