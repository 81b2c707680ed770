import { formatMilliseconds } from '../../core/index.js'
import { cloudOrigin, type EndpointSet } from '../../network/index.js'
import { renderCatalogue } from '../catalogue/catalogue.js'
import type { FeatureLists } from '../features/features-of.js'
import type { Device } from '../records/devices.js'

export const DEVICES_PATH = '/wdm/api/v1/devices'
export const SOCKET_PATH = '/v1/apps/wx2/registrations'

export interface DeviceExtras {
  readonly endpoints: EndpointSet
  /** Without the lists that the client has already. */
  readonly features: Partial<FeatureLists>
  /** Whether the client wants to be told where services are. The SDK takes that from the catalogue all the same. */
  readonly withServices: boolean
}

/** A registration as its client gets it. @source webex.md 7 */
export function renderDevice(device: Device, { endpoints, features, withServices }: DeviceExtras): object {
  const { id, created, modified, ttl, ...facts } = device
  return {
    url: `${cloudOrigin(endpoints, 'wdm')}${DEVICES_PATH}/${id}`,
    webSocketUrl: `${cloudOrigin(endpoints, 'mercury').replace(/^http/, 'ws')}${SOCKET_PATH}/${id}/messages`,
    ...facts,
    ...(ttl === null ? {} : { ttl }),
    features,
    ...(withServices ? renderServices(device, endpoints) : {}),
    creationTime: formatMilliseconds(created),
    modificationTime: formatMilliseconds(modified),
    ecmEnabledForAllUsers: false,
    ecmSupportedStorageProviders: [],
    peopleInsightsEnabled: false,
    clientMessagingGiphy: 'ALLOW',
    intranetInactivityDuration: 0,
    intranetInactivityCheckUrl: '',
    searchEncryptionKeyUrl: '',
  }
}

/** Read by older clients and by bots. @source webex.md 7 */
function renderServices({ modified }: Device, endpoints: EndpointSet): object {
  const { serviceLinks, hostCatalog } = renderCatalogue(
    (service) => cloudOrigin(endpoints, service),
    modified,
  )
  return {
    services: Object.fromEntries(
      Object.entries(serviceLinks).map(([name, url]) => [`${name}ServiceUrl`, url]),
    ),
    serviceHostMap: { serviceLinks, hostCatalog },
  }
}
