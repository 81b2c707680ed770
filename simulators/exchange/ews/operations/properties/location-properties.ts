import type { EventItem, LocationDetails } from '../../../calendar/item.js'
import type { EwsObject, EwsValue } from '../../tree.js'
import { asText, child, isObject, text } from '../request-parts.js'
import { eventProperty, type Property } from './property.js'
import { withEvent, withoutEventField } from './setters.js'
import type { ItemView } from './view.js'

/**
 * Where a meeting is: as text, and the same with an address. Either sets both; a location that is set as text
 * has no address. @source Microsoft, EnhancedLocation; the coupling is @inferred
 */
export const LOCATION_PROPERTIES: readonly Property[] = [
  eventProperty('calendar:Location', ({ item }) => item.event.location, {
    shape: 'Default',
    set: (item, value) => withoutDetails(withEvent(item, { location: asText(value) })),
    clear: (item) => withoutDetails(withoutEventField('location')(item)),
  }),
  eventProperty('calendar:EnhancedLocation', enhanced, {
    shape: 'asked',
    since: 2013,
    set: setEnhanced,
    clear: (item) => withoutDetails(withoutEventField('location')(item)),
  }),
]

/** Another location than before has no address. */
function withoutDetails(item: EventItem): EventItem {
  return withoutEventField('locationDetails')(item)
}

/** What the product says of a location without an address. @observed in Microsoft's examples */
const NO_ADDRESS: LocationDetails['postalAddress'] = { Type: 'Business', LocationSource: 'None' }

function enhanced({ item: { event } }: ItemView<EventItem>): EwsValue {
  if (event.location === undefined) return undefined
  const { annotation, postalAddress = NO_ADDRESS } = event.locationDetails ?? {}
  return { DisplayName: event.location, Annotation: annotation, PostalAddress: postalAddress }
}

function setEnhanced(item: EventItem, value: EwsValue): EventItem {
  const element: EwsObject = isObject(value) ? value : {}
  const annotation = text(element, 'Annotation')
  const locationDetails: LocationDetails = {
    ...(annotation === undefined ? {} : { annotation }),
    postalAddress: {
      ...NO_ADDRESS,
      ...(child(element, 'PostalAddress') as LocationDetails['postalAddress']),
    },
  }
  return withEvent(item, { location: text(element, 'DisplayName') ?? '', locationDetails })
}
