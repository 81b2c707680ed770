import { createHash } from 'node:crypto'
import { formatMilliseconds } from '../../core/index.js'
import type { Device } from '../records/devices.js'

export const DEVICES_PATH = '/wdm/api/v1/devices'
export const SOCKET_PATH = '/v1/apps/wx2/registrations'

export function deviceUrl(origin: string, id: string): string {
  return `${origin}${DEVICES_PATH}/${id}`
}

/** A registration as its client gets it; the catalogue, not this, says where services are. @source webex.md 7 */
export function renderDevice(device: Device, origin: string): object {
  const { id, created, modified, ttl, ...facts } = device
  return {
    url: deviceUrl(origin, id),
    webSocketUrl: `${origin.replace(/^http/, 'ws')}${SOCKET_PATH}/${id}/messages`,
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
