import { collectionOf } from '../../core/index.js'
import { SERVERS_STREAM } from './client-access-server.js'

/** What the virtual directory lets clients log on with, as `Get-WebServicesVirtualDirectory` names it. */
export interface DirectoryAuthentication {
  readonly basic: boolean
  /** NTLM, and Negotiate where it is offered. */
  readonly windows: boolean
  readonly oauth: boolean
}

/**
 * The virtual directory `EWS (Default Web Site)` of one server. In its URLs, `EXCHANGE_ORIGIN` stands for where a
 * client's own endpoint set advertises Exchange.
 */
export interface WebServicesDirectory {
  /** Name of the server. */
  readonly server: string
  readonly internalUrl: string | null
  readonly externalUrl: string | null
  readonly authentication: DirectoryAuthentication
}

export const webServicesDirectories = collectionOf<WebServicesDirectory>()(
  'exchange',
  'web-services-directories',
  { key: ({ server }) => server.toLowerCase(), streams: () => [SERVERS_STREAM] },
)
