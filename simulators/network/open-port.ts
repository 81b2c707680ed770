import type { Socket } from 'node:net'
import { listenBoth, type Datagram } from './datagrams.js'
import type { Advertised, EndpointSet } from './endpoint-set.js'
import { listen, type Listener, type ListenerOptions } from './listener.js'
import type { SetContext } from './network-options.js'
import type { Port } from './port.js'
import type { NetworkConditions } from './relay/conditions.js'
import type { Wire } from './relay/wire.js'

export interface PortRequest {
  /** `main/ldap`: what the port is for. */
  readonly name: string
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  readonly secure: boolean
  readonly behind: Port
  readonly endpoints: EndpointSet
  /** What is advertised while the port is opened, which its certificate holds. */
  readonly advertised: Advertised
  /** Puts the network of the endpoint before a new connection. */
  readonly join: (socket: Socket, raw: Socket) => Wire
  readonly conditions: () => NetworkConditions
}

/** Opens a port of an endpoint set; one whose service answers datagrams takes them at the same number. */
export async function openPort(context: SetContext, request: PortRequest): Promise<Listener> {
  const { addresses, certificates, arrivals, onDefect } = context
  const { name, host, port, secure, behind, endpoints } = request
  const certificate = await certificates.covering(addresses.certified(host, request.advertised))
  let count = 0
  const connection = () => ({ id: `${name}#${++count}`, endpoints, secure })
  const datagramFrom = () => ({ id: `${name}/udp#${++count}`, endpoints, secure })
  const options: ListenerOptions = {
    name,
    host,
    port,
    allowHalfOpen: behind.allowHalfOpen,
    ...(secure ? { secured: { certificates, certificate, protocols: behind.protocols ?? [] } } : {}),
    accept: (socket, raw) => {
      const wire = request.join(socket, raw)
      const arrived = connection()
      arrivals.note(raw.remotePort, arrived.id)
      behind.accept(wire, arrived)
    },
  }
  const { datagram } = behind
  if (secure || datagram === undefined) return listen(options)
  const answer = (message: Datagram) => datagram(message, datagramFrom())
  return listenBoth({ ...options, onDefect, answer: disturbed(context, request.conditions, answer) })
}

type Answer = (message: Datagram) => Promise<Buffer | undefined>

/** What a disturbed network does to datagrams: it loses them, or they take longer. */
function disturbed({ clock }: SetContext, conditions: () => NetworkConditions, answer: Answer): Answer {
  return async (message) => {
    const { refuse, reset, blackHole, delayMs = 0 } = conditions()
    if (refuse === true || reset === true || blackHole === true) return undefined
    if (delayMs > 0) await clock.sleep(2 * delayMs)
    return answer(message)
  }
}
