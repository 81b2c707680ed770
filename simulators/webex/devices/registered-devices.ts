import { remove, type Core, type Write } from '../../core/index.js'
import { devices, type Device } from '../records/devices.js'

/** A device with a life span goes when it has not been refreshed in that time. @source webex.md 7: `ttl` of ephemeral devices */
export function isAlive({ ttl, modified }: Device, { clock }: Core): boolean {
  return ttl === null || modified + ttl * 1000 > clock.now()
}

/** The devices of a person that have not gone. */
export function devicesOf(core: Core, userId: string): readonly Device[] {
  return allOf(core, userId).filter((device) => isAlive(device, core))
}

/** What removes those that have. */
export function removalsOf(core: Core, userId: string): readonly Write[] {
  return allOf(core, userId)
    .filter((device) => !isAlive(device, core))
    .map(({ id }) => remove(devices, id))
}

function allOf({ world }: Core, userId: string): readonly Device[] {
  return [...world.by(devices, 'user', userId)].map(({ record }) => record)
}
