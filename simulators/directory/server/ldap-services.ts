import type { Core } from '../../core/index.js'
import type { Connection, Datagram, TcpService } from '../../network/index.js'
import type { PingParties } from '../controllers/netlogon/answer-ping.js'
import type { Directory } from '../create-directory.js'
import { LdapConnection } from './ldap-connection.js'
import { createLdapPipeline } from './ldap-pipeline.js'
import { answerDatagram } from './ldap-datagram.js'
import { OpenConnections } from './open-connections.js'
import { createSession, type Session } from './session.js'

export interface LdapServiceOptions {
  readonly core: Core
  readonly directory: Directory
  /** Whether the policy of the domain controllers wants log-ons in clear to sign. Default: no. */
  readonly requireSigning?: boolean
  /** Told of defects of the server itself; the connection on which one shows is closed. */
  readonly report: (defect: unknown) => void
}

/** What the domain controller's ports answer: LDAP and the Global Catalog, plain and secured alike. */
export interface LdapServices {
  readonly ldap: TcpService
  readonly gc: TcpService
}

export function ldapServices(options: LdapServiceOptions): LdapServices {
  const { core, directory } = options
  const open = new OpenConnections(core.clock, () => directory.limits())
  return { ldap: createService(options, 'ldap', open), gc: createService(options, 'gc', open) }
}

function createService(
  options: LdapServiceOptions,
  protocol: 'ldap' | 'gc',
  open: OpenConnections,
): TcpService {
  const { core, directory, report, requireSigning = false } = options
  const handle = createLdapPipeline({ core, report })
  const limits = () => directory.limits()
  const begin = (connection: Connection, parties: PingParties): Session =>
    createSession({
      clock: core.clock,
      directory,
      parties,
      secure: connection.secure,
      requireSigning,
      view: {
        tree: directory.tree,
        isGlobalCatalog: protocol === 'gc',
        exchangeOrigin: connection.endpoints.advertised.exchange,
        limits,
      },
    })
  return {
    name: protocol,
    handle(connection) {
      const { remoteAddress: from = '', localAddress: to = '' } = connection.socket
      const session = begin(connection, { from, to })
      new LdapConnection({ connection, protocol, session, open, handle, report }).start()
    },
    ...(protocol === 'gc'
      ? {}
      : {
          datagram: (datagram: Datagram, connection: Connection) =>
            answerDatagram({ datagram, connection, session: begin(connection, datagram), handle }),
        }),
  }
}
