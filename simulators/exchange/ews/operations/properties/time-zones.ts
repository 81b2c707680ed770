import type { EventFields, EventItem } from '../../../calendar/item.js'
import type { EwsValue } from '../../tree.js'
import { ItemError } from '../item-error.js'
import { isObject } from '../request-parts.js'
import { meetingZone, showMeetingZone } from '../time-zones/meeting-time-zone.js'
import { definedZone } from '../time-zones/read-definition.js'
import { defineZone } from '../time-zones/time-zone-definition.js'
import { eventProperty, WITH_TIMES, type Property, type PropertyOptions } from './property.js'
import { withEvent } from './setters.js'
import { renderIn, type ItemView, type Reading } from './view.js'

const asked = { kinds: WITH_TIMES, shape: 'asked' } as const
type ZoneField = 'startTimeZone' | 'endTimeZone'

/** On which clocks an appointment begins and ends. @source ews.md 1.7, 1.8, 5.1 */
export const TIME_ZONE_PROPERTIES: readonly Property[] = [
  eventProperty('calendar:TimeZone', displayName, { kinds: WITH_TIMES }),
  eventProperty('calendar:MeetingTimeZone', asIn2007, {
    ...asked,
    set: (item, _value, { meetingTimeZone: zone }) =>
      zone === undefined ? item : withEvent(item, { startTimeZone: zone, endTimeZone: zone }),
  }),
  definition('calendar:StartTimeZone', 'startTimeZone'),
  definition('calendar:EndTimeZone', 'endTimeZone'),
  since2013('calendar:StartWallClock', ({ item, reading }) =>
    renderIn(reading, item.event.startTimeZone, item.event.start),
  ),
  since2013('calendar:EndWallClock', ({ item, reading }) =>
    renderIn(reading, item.event.endTimeZone, item.event.end),
  ),
  since2013('calendar:StartTimeZoneId', (view) => shownZone(view, 'startTimeZone').id, {
    shape: 'AllProperties',
  }),
  since2013('calendar:EndTimeZoneId', (view) => shownZone(view, 'endTimeZone').id, {
    shape: 'AllProperties',
  }),
]

/** Shown in full: clients that know no Windows zones take the rules from it. @observed captures of 14.x to 15.20 */
function definition(uri: string, field: ZoneField): Property {
  return eventProperty(uri, (view) => defineZone(shownZone(view, field)), {
    kinds: WITH_TIMES,
    since: 2010,
    set: (item, value) => withEvent(item, { [field]: readZone(value) }),
  })
}

function since2013(
  uri: string,
  read: Property<EventItem>['read'],
  options: PropertyOptions<EventItem> = {},
): Property {
  return eventProperty(uri, read, { ...asked, since: 2013, ...options })
}

/** The zone that a `t:StartTimeZone` means. */
export function readZone(value: EwsValue): string {
  return whole(isObject(value) ? definedZone(value) : undefined)
}

/** The zone that a `t:MeetingTimeZone` means. */
export function readMeetingZone(value: EwsValue): string {
  return whole(isObject(value) ? meetingZone(value) : undefined)
}

function whole(zone: string | undefined): string {
  if (zone === undefined) throw new ItemError('ErrorTimeZone')
  return zone
}

function shownZone({ item, reading: { store } }: ItemView<EventItem>, field: ZoneField) {
  const { [field]: id }: Pick<EventFields, ZoneField> = item.event
  return store.zones.rulesOf(store.zones.windowsId(id) ?? id)
}

/** What newer products show of series alone. @source ews.md 1.7 */
function displayName(view: ItemView<EventItem>): EwsValue {
  const isShown = view.item.event.series !== undefined || view.reading.store.product.zoneNameOfSingles
  return isShown ? shownZone(view, 'startTimeZone').name : undefined
}

/** Later versions have forgotten it. @source ews.md 1.7; @inferred that it is shown to who asks as in 2007 */
function asIn2007(view: ItemView<EventItem>): EwsValue {
  if (!isOf2007(view.reading.requestedVersion)) return undefined
  return showMeetingZone(shownZone(view, 'startTimeZone'), view.item.event.start)
}

export function isOf2007(requestedVersion: Reading['requestedVersion']): boolean {
  return requestedVersion?.startsWith('Exchange2007') === true
}
