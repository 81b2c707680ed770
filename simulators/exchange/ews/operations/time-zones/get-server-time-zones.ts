import { WINDOWS_ZONES } from '../../../../core/zones/generated/windows-zones.js'
import { zoneName } from '../../../../core/zones/zones.js'
import type { CallOperation } from '../../operation.js'
import { responseMessages, success } from '../../response-message.js'
import type { EwsObject } from '../../tree.js'
import { child } from '../request-parts.js'
import type { Service } from '../service.js'
import { defineZone, nameZone } from './time-zone-definition.js'

/** GetServerTimeZones: the zones of the server, all or those asked for. @source ews.md 4.15 */
export function createGetServerTimeZones({ store }: Service): CallOperation {
  return {
    name: 'GetServerTimeZones',
    handle({ request }) {
      const isFull = request['@ReturnFullTimeZoneData'] !== false
      const definitions = zonesAskedFor(request).map((id) =>
        isFull ? defineZone(store.zones.rulesOf(id)) : nameZone({ id, name: zoneName(id) }),
      )
      return responseMessages('GetServerTimeZones', [
        success({ TimeZoneDefinitions: { TimeZoneDefinition: definitions } }),
      ])
    },
  }
}

/** An id that is unknown is left out of the list. @inferred ews.md 4.15 */
function zonesAskedFor(request: EwsObject): readonly string[] {
  const asked = child(request, 'Ids')?.['Id']
  const known = Object.keys(WINDOWS_ZONES)
  return Array.isArray(asked) ? (asked as readonly string[]).filter((id) => known.includes(id)) : known
}
