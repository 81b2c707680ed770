export {
  CertificateAuthority,
  CERTIFICATE_VALIDITY,
  type CertificateFlaw,
  type CertificateRequest,
  type IssuedCertificate,
} from './certificate-authority.js'
export {
  ENDPOINT_NAMES,
  ENDPOINTS,
  type EndpointName,
  type EndpointSet,
  type Origins,
} from './endpoint-set.js'
export {
  Network,
  type EndpointSetRequest,
  type LabServices,
  type NetworkOptions,
  type OpenEndpointSet,
} from './network.js'
export {
  routeByPath,
  type Connection,
  type HttpExchange,
  type HttpService,
  type HttpUpgrade,
  type TcpConnection,
  type TcpService,
} from './services.js'
export { lazyService } from './lazy-service.js'
export { Traffic } from './traffic.js'
