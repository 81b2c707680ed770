import type { Core } from '../../core/index.js'
import type { TcpService } from '../../network/index.js'
import { LdapConnection } from './ldap-connection.js'
import { createLdapPipeline } from './ldap-pipeline.js'
import { createSession, type LdapServer } from './session.js'

/** The domain controller's LDAP service, or its Global Catalog, over plain and secured connections alike. */
export function createLdapService(core: Core, server: LdapServer, protocol: 'ldap' | 'gc'): TcpService {
  const handle = createLdapPipeline(core)
  return {
    name: protocol,
    handle(connection) {
      const view = {
        tree: server.tree,
        isGlobalCatalog: protocol === 'gc',
        exchangeOrigin: connection.endpoints.advertised.exchange,
      }
      const session = createSession(server, view, connection.secure)
      new LdapConnection({ connection, protocol, session, handle }).start()
    },
  }
}
