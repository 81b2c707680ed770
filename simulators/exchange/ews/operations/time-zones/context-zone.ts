import { EwsFault } from '../../ews-fault.js'
import type { EwsValue } from '../../tree.js'
import { child, isObject } from '../request-parts.js'
import { definedZone } from './read-definition.js'

/**
 * The zone of a `t:TimeZoneContext` header; undefined for a request without one.
 * @observed ews-managed-api issue 161: ErrorTimeZone for a definition that is not whole; @inferred that it is a fault
 */
export function contextZone(context: EwsValue): string | undefined {
  const definition = isObject(context) ? child(context, 'TimeZoneDefinition') : undefined
  if (definition === undefined) return undefined
  const zone = definedZone(definition)
  if (zone === undefined) throw new EwsFault('ErrorTimeZone')
  return zone
}
