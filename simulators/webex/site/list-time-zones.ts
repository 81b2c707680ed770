import { instant } from '../../core/index.js'
import { refuse } from './exceptions.js'
import { operation } from './operation.js'
import { SITE_ZONES, siteZone, type SiteZone } from './time-zones.js'
import { each, field } from './xml/fields.js'
import { group, integer, many, wallTime } from './xml/request-schema.js'

const MINUTE_MS = 60_000

interface ZoneAtTime extends SiteZone {
  readonly offset: number
}

/** LstTimeZone: the zones of the XML API and how far they are from GMT at a time. @source developer.cisco.com, LstTimeZone */
export const listTimeZones = operation('account', {
  name: 'site.LstTimeZone',
  request: group({ timeZoneID: many(integer(0)), date: wallTime() }),
  handle({ core, zones }, { timeZoneID, date }): readonly ZoneAtTime[] {
    const at = date === undefined ? core.clock.now() : instant(date)
    const wanted = timeZoneID.length === 0 ? SITE_ZONES : timeZoneID.map(zoneFor)
    return wanted.map((zone) => ({ ...zone, offset: zones.offsetMs(zone.iana, at) / MINUTE_MS }))
  },
  answer: {
    type: 'ns1:lstTimeZoneResponse',
    fields: [
      each('ns1:timeZone', (zones: readonly ZoneAtTime[]) => zones, [
        field('ns1:timeZoneID', ({ id }) => id),
        field('ns1:gmtOffset', ({ offset }) => offset),
        field('ns1:description', ({ label }) => label),
      ]),
    ],
  },
})

function zoneFor(id: number | undefined): SiteZone {
  const zone = siteZone(id ?? -1)
  if (zone === undefined) throw refuse('noRecord')
  return zone
}
