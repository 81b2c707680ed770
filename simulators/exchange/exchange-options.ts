import type { Core } from '../core/index.js'
import type { Directory } from '../directory/create-directory.js'
import type { AuthenticationScheme } from './access/index.js'
import type { ThrottlingSwitches } from './access/throttling/index.js'
import type { ChangeKeyDemand, NamedProperties } from './calendar/calendar.js'
import type { ResponseObserver } from './ews/http/observer.js'
import type { LoadBalancerOptions } from './servers/index.js'
import type { CallTargets } from '../network/index.js'
import type { HeartbeatForm } from './notifications/index.js'
import type { ProductVersion } from './versions/index.js'

/** What documents leave open about the product, or differs between installations. @source ews.md 11 */
export interface ExchangeSwitches {
  /** When properties of PublicStrings reach the attendees' copies. Default `onUpdate`. */
  readonly namedProperties?: NamedProperties
  /** Whether an update that overwrites always needs a change key. Default `lenient`: it does not. */
  readonly changeKeys?: ChangeKeyDemand
  /** What an idle stream says every 45 seconds. Default `ConnectionStatus`. */
  readonly streamingHeartbeat?: HeartbeatForm
  /** Which clients push notifications may call. Default `loopback`: only those on this machine. */
  readonly pushTargets?: CallTargets
  /** How budgets are kept, where this differs from what the release does. */
  readonly throttling?: ThrottlingSwitches
  /** How many servers there are, named after the first. Default 1. */
  readonly servers?: number
  /** How many databases, each with a copy on every server. Default: as many as servers. */
  readonly databases?: number
  /** What stands before the servers. Default: nothing; who names no server gets the first. */
  readonly loadBalancer?: LoadBalancerOptions
  /** Whether there is an Exchange Online, with the mailboxes that are remote on premises. Default: there is none. */
  readonly hybrid?: boolean
}

export interface ExchangeOptions extends ExchangeSwitches {
  readonly core: Core
  readonly directory: Directory
  /** NetBIOS name of the first server, as the directory knows it. */
  readonly serverName: string
  /** Default: Exchange 2016. */
  readonly product?: ProductVersion
  /** What the virtual directories offer, in this order. Default Negotiate, NTLM and Basic; Online Bearer and Basic. */
  readonly schemes?: readonly AuthenticationScheme[]
  /** The folder of `services.wsdl`, `messages.xsd` and `types.xsd`, which then are served. Default: they are not. */
  readonly ewsSchema?: string
  /** Sees every EWS document that answers a call, such as the schema recorder of the tests. */
  readonly observe?: ResponseObserver
  /** Is told of mistakes of this server, which a client sees as an internal error. */
  readonly report: (error: unknown) => void
}
