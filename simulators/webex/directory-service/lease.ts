import { put, remove, type Core, type Write } from '../../core/index.js'
import {
  directoryConnectorKey,
  directoryConnectors,
  type DirectoryConnector,
} from '../records/synchronized.js'

/** Three heartbeats of half a minute. @inferred */
export const LEASE_SECONDS = 90

export type Heartbeat = Pick<DirectoryConnector, 'id' | 'orgId' | 'domain' | 'hostname'>

/** Takes a heartbeat down: an instance becomes active where nobody has been for as long as a lease lasts. */
export function beat(
  core: Core,
  heartbeat: Heartbeat,
): { readonly active: DirectoryConnector; readonly writes: readonly Write[] } {
  const now = core.clock.now()
  const others = instancesOf(core, heartbeat).filter(({ id }) => id !== heartbeat.id)
  const holder = others.find(
    ({ isActive, lastHeartbeat }) => isActive && lastHeartbeat + LEASE_SECONDS * 1000 > now,
  )
  const self = { ...heartbeat, isActive: holder === undefined, lastHeartbeat: now }
  const replaced = holder === undefined ? others.filter(({ isActive }) => isActive) : []
  return {
    active: holder ?? self,
    writes: [
      put(directoryConnectors, self),
      ...replaced.map((one) => put(directoryConnectors, { ...one, isActive: false })),
    ],
  }
}

/** An instance that stops leaves its place to another at once. */
export function leave(orgId: string, id: string): readonly Write[] {
  return [remove(directoryConnectors, directoryConnectorKey(orgId, id))]
}

function instancesOf({ world }: Core, { orgId, domain }: Heartbeat): readonly DirectoryConnector[] {
  return [...world.by(directoryConnectors, 'domain', `${orgId}/${domain}`)].map(({ record }) => record)
}
