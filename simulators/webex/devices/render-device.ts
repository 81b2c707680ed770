import { createHash } from 'node:crypto'
import { formatMilliseconds } from '../../core/index.js'
import { cloudOrigin, type EndpointSet } from '../../network/index.js'
import type { Device } from '../records/devices.js'

export const DEVICES_PATH = '/wdm/api/v1/devices'
export const SOCKET_PATH = '/v1/apps/wx2/registrations'

/** A registration as its client gets it; the catalogue, not this, says where services are. @source webex.md 7 */
export function renderDevice(device: Device, endpoints: EndpointSet): object {
  const { id, created, modified, ttl, ...facts } = device
  return {
    url: `${cloudOrigin(endpoints, 'wdm')}${DEVICES_PATH}/${id}`,
    webSocketUrl: `${cloudOrigin(endpoints, 'mercury').replace(/^http/, 'ws')}${SOCKET_PATH}/${id}/messages`,
    ...facts,
    ...(ttl === null ? {} : { ttl }),
    features: { developer: [], entitlement: [], user: [] },
    services: {},
    serviceHostMap: { serviceLinks: {}, hostCatalog: {} },
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

export function etagOf(device: Device): string {
  return `"${createHash('sha256').update(JSON.stringify(device)).digest('hex').slice(0, 16)}"`
}
