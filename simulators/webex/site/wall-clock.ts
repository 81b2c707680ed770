import type { Instant } from '../../core/index.js'
import type { Zones } from '../../core/zones/zones.js'
import { refuse } from './exceptions.js'
import { siteZone } from './time-zones.js'

/** The instant of a wall time in a zone of the XML API; refuses a number that stands for no zone. */
export function fromSiteWall(zones: Zones, timeZoneId: number, wallMs: number): Instant
export function fromSiteWall(
  zones: Zones,
  timeZoneId: number,
  wallMs: number | undefined,
): Instant | undefined
export function fromSiteWall(zones: Zones, timeZoneId: number, wallMs: number | undefined) {
  const { iana } = zoneFor(timeZoneId)
  return wallMs === undefined ? undefined : zones.fromWall(iana, wallMs)
}

/** The zone of a number, or the refusal of one that has none. @inferred which exception that is */
export function zoneFor(timeZoneId: number) {
  const zone = siteZone(timeZoneId)
  if (zone !== undefined) return zone
  throw refuse('invalid', { reason: 'Not a time zone of the site', value: 'timeZoneID' })
}
