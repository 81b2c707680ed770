export {
  CertificateAuthority,
  type CertificateFlaw,
  type CertificateRequest,
  type IssuedCertificate,
} from './certificates/certificate-authority.js'
export {
  cloudOrigin,
  ENDPOINT_NAMES,
  ENDPOINTS,
  type Advertised,
  type AdvertisedChoice,
  type ControllerPlace,
  type DirectoryOrigins,
  type EndpointName,
  type EndpointSet,
  type Origins,
} from './endpoint-set.js'
export type { AddressOptions, HostedService, HostNames } from './addresses/addresses.js'
export {
  CLOUD_DOMAINS,
  CLOUD_HOSTS,
  FURTHER_CLOUD_HOSTS,
  type CloudService,
} from './addresses/webex-hosts.js'
export {
  isOnlineHost,
  isTenantAutodiscover,
  ONLINE_DOMAINS,
  ONLINE_HOSTS,
} from './addresses/microsoft-hosts.js'
export type { Datagram } from './datagrams.js'
export { selfSigned } from './certificates/self-signed.js'
export { ownAddress } from './dns/own-address.js'
export { startDnsServer, type DnsServer } from './dns/dns-server.js'
export { forwardTo, parseUpstream } from './dns/forward.js'
export type { DnsRecord, DnsZone, ZoneData } from './dns/record.js'
export { createResolver, type Resolve } from './proxy/destination.js'
export { ProxyLedger, type ProxiedConnection } from './proxy/ledger.js'
export type { ProxyAuthentication } from './proxy/proxy-options.js'
export { startProxyServer, type ProxyServer } from './proxy/proxy-server.js'
export { readOrigin } from './addresses/origins.js'
export { callOut, type OutgoingAnswer } from './outgoing/call-out.js'
export { readTarget, type CallTargets } from './outgoing/target.js'
export { endInOneChunk, RepeatedBody } from './http/end-in-one-chunk.js'
export { writeHead } from './http/write-head.js'
export { Network } from './network.js'
export type { EndpointSetRequest, LabServices, NetworkOptions } from './network-options.js'
export { clientOf } from './relay/client-of.js'
export type { ClientState } from './relay/client-state.js'
export type { NetworkConditions } from './relay/conditions.js'
export type { OpenEndpointSet } from './open-set.js'
export { inMemorySet, STANDARD_PORTS } from './memory/in-memory-set.js'
export { createHttpEntry, type HttpEntry } from './http/http-entry.js'
export { MemoryAgent } from './memory/memory-agent.js'
export { MemoryConnection } from './memory/memory-connection.js'
export {
  routeByPath,
  type Availability,
  type Connection,
  type ControllerServices,
  type HttpExchange,
  type HttpService,
  type HttpUpgrade,
  type SocketService,
  type TcpConnection,
  type TcpService,
} from './services.js'
export { lazyService, lazySocketService } from './lazy-service.js'
export { Traffic } from './traffic.js'
