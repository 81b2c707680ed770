import { Lazy } from '../../core/index.js'
import type { ControllerServices, TcpService } from '../../network/index.js'
import type { LdapServiceOptions, LdapServices } from '../server/ldap-services.js'
import type { ControllerStatus } from './domain-controllers.js'

/** What the ports of domain controllers answer: those of the first, and of each further one. */
export interface DirectoryServices {
  readonly ldap: TcpService
  readonly gc: TcpService
  readonly furtherControllers: readonly ControllerServices[]
}

/** Every domain controller of a directory as the network serves it. */
export function controllerServices(options: LdapServiceOptions): DirectoryServices {
  const [first, ...further] = options.directory.controllers.list().map((controller) => ({
    controller,
    services: servicesOf(options, controller),
  }))
  if (first === undefined) throw new TypeError('a forest has a domain controller')
  return {
    ...first.services,
    furtherControllers: further.map(({ controller: { name, fqdn, isGlobalCatalog }, services }) => ({
      name,
      fqdn,
      ldap: services.ldap,
      ...(isGlobalCatalog ? { gc: services.gc } : {}),
    })),
  }
}

function servicesOf(options: LdapServiceOptions, { name }: ControllerStatus) {
  const services = new Lazy(async () => {
    const { ldapServices } = await import('../server/ldap-services.js')
    return ldapServices({ ...options, directory: options.directory.seenBy(name) })
  })
  const service = (protocol: 'ldap' | 'gc') => run(options, name, onDemand(protocol, services, options))
  return { ldap: service('ldap'), gc: service('gc') }
}

/** A service whose code is loaded when a client first comes, so that a lab without one starts sooner. */
function onDemand(
  protocol: 'ldap' | 'gc',
  services: Lazy<LdapServices>,
  { report }: Pick<LdapServiceOptions, 'report'>,
): TcpService {
  return {
    name: protocol,
    handle(connection) {
      if (services.loaded !== undefined) return services.loaded[protocol].handle(connection)
      const { socket } = connection
      const begin = (loaded: LdapServices) => {
        if (!socket.destroyed) loaded[protocol].handle(connection)
      }
      services.get().then(begin, (error: unknown) => {
        report(error)
        socket.destroy()
      })
    },
    ...(protocol === 'gc'
      ? {}
      : {
          datagram: async (...said: Parameters<NonNullable<TcpService['datagram']>>) =>
            (await services.get()).ldap.datagram?.(...said),
        }),
  }
}

/** A service that answers only while its controller runs, and whose connections end with it. */
function run({ directory }: LdapServiceOptions, controller: string, service: TcpService): TcpService {
  const { controllers } = directory
  const { datagram } = service
  return {
    name: service.name,
    availability: controllers.availabilityOf(controller),
    handle(connection) {
      if (controllers.accept(controller, connection.socket)) service.handle(connection)
      else connection.socket.destroy()
    },
    ...(datagram === undefined
      ? {}
      : {
          datagram: async (...said: Parameters<typeof datagram>) =>
            controllers.isRunning(controller) ? datagram(...said) : undefined,
        }),
  }
}
